import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  type SecretsManager,
  startSecretsManager,
} from '../../../../../bin/local/emulators/secrets-manager.ts';
import { changeStored } from '../../../../../bin/webhooks/fix/secrets/change.ts';
import { readStored } from '../../../../../bin/webhooks/pipeline/secrets.ts';
import type { Target } from '../../../../../bin/webhooks/pipeline/target.ts';
import { useTarget } from '../../../../support/tool/target.ts';

/* Changes to the signing secrets, on the local Secrets Manager. */

const name = 'signing-secrets';
const test = useTarget(beforeEach);
let folder: string;
let manager: SecretsManager;
let client: SecretsManagerClient;
let target: Target;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  manager = await startSecretsManager(join(folder, 'secrets.json'), { port: 0, flag: '' });
  manager.provide({ name, arn: 'arn' }, () => '{"live":"whsec_1"}');
  client = new SecretsManagerClient({
    region: 'us-east-1',
    endpoint: manager.endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  target = { ...test.target, secretsManager: async () => client };
});
afterEach(async () => {
  client.destroy();
  await manager.stop();
  rmSync(folder, { recursive: true });
});

const byHand = (text: string) =>
  client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));

const add = (label: string) =>
  changeStored(target, (secrets) => new Map([...secrets, [label, `whsec_${label}`]]));

const labels = async () => [...(await readStored(target)).secrets.keys()];

it('keeps each of several concurrent changes', async () => {
  await Promise.all(['a', 'b', 'c'].map(add));
  expect((await labels()).sort()).toEqual(['a', 'b', 'c', 'live']);
});

it('keeps changes made by hand', async () => {
  await add('first');
  await byHand('{"live":"whsec_1","theirs":"whsec_theirs"}');
  await add('mine');
  expect(await labels()).toEqual(['live', 'theirs', 'mine']);
});

it('reports when it has replaced what another writer stored in between', async () => {
  const change = changeStored(target, (secrets) => new Map([...secrets, ['mine', 'whsec_mine']]));
  let once = true;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutSecretValueCommand' && once) {
          once = false;
          await byHand('{"live":"whsec_1","theirs":"whsec_theirs"}');
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  await expect(change).rejects.toThrow(/--version-stage AWSPREVIOUS/);
});

it('keeps labels of any name', async () => {
  await byHand('{"constructor":"whsec_1","__proto__":"whsec_2","a b":"whsec_3"}');
  await add('mine');
  expect(await labels()).toEqual(['constructor', '__proto__', 'a b', 'mine']);
});

it.each(['whsec_alone', '["whsec_1"]', '{"live":{"secret":"whsec_1"}}'])(
  'does not overwrite a secret of unknown form: %s',
  async (text) => {
    await byHand(text);
    await expect(add('mine')).rejects.toThrow(/must hold a JSON object/);
  },
);
