import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSecretsManager } from '../../../../../bin/local/emulators/secrets-manager.ts';
import { printedBy } from '../../../../support/tool/printed.ts';

const SECRET = 'whsec_ofTheTest123';
const BODY = '{"id":"evt_1","name":"refund.settled","data":{"note":"personal"}}';

let folder: string;
let body: string;
let manager: Awaited<ReturnType<typeof startSecretsManager>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signature-'));
  body = join(folder, 'body.json');
  writeFileSync(body, BODY);
  manager = await startSecretsManager(join(folder, 'secrets.json'), { port: 0, flag: '' });
  manager.provide({ name: 'signing', arn: 'arn:signing' }, () =>
    JSON.stringify({ live: SECRET, next: 'whsec_another' }),
  );
  const unreachable = 'http://127.0.0.1:9';
  writeFileSync(
    join(folder, 'outputs.json'),
    JSON.stringify({
      webhookUrl: `${unreachable}/webhooks`,
      region: 'us-east-1',
      signingSecretName: 'signing',
      signingSecrets: {},
      endpoints: { dynamodb: unreachable, sqs: unreachable, secretsmanager: manager.endpoint },
      tables: {},
      queues: {},
      deadLetterQueues: {},
    }),
  );
});
afterAll(async () => {
  await manager.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  process.env['LOCAL_DIR'] = folder;
});
afterEach(() => {
  delete process.env['LOCAL_DIR'];
  delete process.env['AIRWALLEX_WEBHOOK_SECRET'];
  process.exitCode = undefined;
});

const now = (): string => String(Date.now());
const signed = (secret: string, timestamp: string, text = BODY): string =>
  createHmac('sha256', secret).update(timestamp).update(text).digest('hex');

const run = async (...words: readonly string[]): Promise<string> => {
  const text = await printedBy(['doctor', 'signature', '--body-file', body, ...words]);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain('personal');
  return text;
};

const explain = (timestamp: string, signature: string, ...words: readonly string[]) =>
  run('--timestamp', timestamp, '--signature', signature, ...words);

describe('webhooks doctor signature', () => {
  it('reports a right signature with its secret and its age', async () => {
    const at = now();
    expect(await explain(at, signed('whsec_another', at))).toMatch(
      /^✓ The signature is right, with the secret "next"\.\n {2}It was sent .* ago\.$/,
    );
    expect(process.exitCode).toBeUndefined();
    const old = String(Date.now() - 3_600_000);
    expect(await explain(old, signed(SECRET, old))).toMatch(
      /It was sent 1 h.* labels a webhook stale/,
    );
    const future = String(Date.now() + 3_600_000);
    expect(await explain(future, signed(SECRET, future))).toContain('ahead of this clock');
    const seconds = now().slice(0, 10);
    expect(await explain(seconds, signed(SECRET, seconds))).toContain('in seconds');
  });

  it('names a mistake, its meaning and its cause', async () => {
    const at = now();
    const text = await explain(at, signed(SECRET.slice(6), at));
    expect(text).toContain('1 known mistake explains it, with the secret "live"');
    expect(text).toContain(
      'secret-without-prefix: It is signed with the secret without its prefix',
    );
    expect(process.exitCode).toBe(3);
  });

  it('distinguishes the requested label from others', async () => {
    const at = now();
    const signature = signed('whsec_another', at);
    const answer = JSON.parse(await explain(at, signature, '--secret-label', 'live', '--json'));
    expect(answer).toMatchObject({
      right: false,
      label: 'live',
      mistakes: [{ name: 'other-label' }],
    });
    await expect(explain(at, signature, '--secret-label', 'nobody')).rejects.toMatchObject({
      message: 'the local pipeline has no secret "nobody". It has live, next.',
      exitCode: 2,
    });
  });

  it('uses the secret of the environment where no pipeline is named', async () => {
    process.env['LOCAL_DIR'] = join(folder, 'nowhere');
    process.env['AIRWALLEX_WEBHOOK_SECRET'] = 'whsec_of_mine';
    const at = now();
    expect(await explain(at, signed('whsec_of_mine', at))).toContain('AIRWALLEX_WEBHOOK_SECRET');
  });

  it('states what to check when no mistake explains it', async () => {
    const at = now();
    const text = await explain(at, signed('whsec_nobody', at));
    expect(text).toMatch(/none of \d+ known mistakes .* explains it/);
    expect(text).toContain('--test-key');
    expect(await explain(at, 'abc')).toContain('this text has 3 characters');
    const known = await explain(at, signed('of the button', at), '--test-key', 'of the button');
    expect(known).toContain('test-event-key');
  });

  it('requires a readable body', async () => {
    await expect(
      run('--body-file', join(folder, 'none'), '--timestamp', '1', '--signature', '1'),
    ).rejects.toMatchObject({ exitCode: 1 });
  });
});
