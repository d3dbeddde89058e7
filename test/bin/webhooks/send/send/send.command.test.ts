import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { archivedUnder } from '../../../../../functions/shared/query/archive.ts';
import { drained } from '../../../../support/pipeline/local-pipeline.ts';
import { useLaunchedTool } from '../../../../support/tool/launched-tool.ts';

jest.setTimeout(120_000);

const SECRET_VARIABLE = 'AIRWALLEX_WEBHOOK_SECRET';
const INTENT = 'int_hkdmy0nc3o69z440k5r';
const EVENT = 'evt_hkdm6cvz37sipmnghvs_p574fv';

const tool = useLaunchedTool();
const { pipeline } = tool;
beforeAll(() => void delete process.env[SECRET_VARIABLE]);
afterEach(() => void delete process.env[SECRET_VARIABLE]);

interface Sent {
  readonly status: number;
  readonly eventId: string;
}

const send = async (...words: readonly string[]): Promise<readonly Sent[]> =>
  JSON.parse(JSON.stringify(await tool.json('send', ...words)));

/** The archived events of an id, once there are any. */
const archived = async (id: string) => {
  for (;;) {
    const events = await archivedUnder(pipeline.target.tables.events, id);
    if (events.length > 0) return events;
    await pause(50);
  }
};

const bodyOf = async (id: string): Promise<string> =>
  Buffer.from((await archived(id))[0]?.body ?? []).toString();

/** The prefix of a printed command for this pipeline. */
const command = `LOCAL_DIR=${pipeline.dir} npm run webhooks --`;

describe('webhooks send', () => {
  it('sends samples unchanged, and prints the command that shows the result', async () => {
    const { code, out } = await tool.run('send', 'payment_intent.succeeded', 'refund.settled');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      `200  payment_intent.succeeded  →  ${command} show ${INTENT}`,
      `200  refund.settled  →  ${command} show rfd_hkdms8zsj8kuq7ycgql`,
    ]);
  });

  it('lists the samples of domains', async () => {
    const { code, out } = await tool.run('send', '--list', 'connections');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^connections: .+\n {2}objects: account, .+\n {2}connection\.disconnected$/m,
    );
    expect(await tool.json('send', '--list')).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ domain: 'issuing' })]),
    );
    expect(await tool.run('send', '--list', 'planets')).toMatchObject({ code: 1 });
  });

  it('sends what is archived under an id again, byte for byte', async () => {
    const [first] = await send('refund.received', '--new');
    const id = first?.eventId ?? '';
    const body = await bodyOf(id);
    expect(await send(id, '--from', 'local')).toMatchObject([
      { name: 'refund.received', status: 200, eventId: id },
    ]);
    await drained(pipeline.target);
    expect(await archived(id)).toHaveLength(1);
    expect(await bodyOf(id)).toBe(body);
    const unknown = await tool.run('send', 'evt_nowhere', '--from', 'local');
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.err).toContain('has no event "evt_nowhere"');
    expect(await tool.run('send', '--from', 'local')).toMatchObject({ code: 1 });
  });

  it('delivers one event many times, concurrently', async () => {
    const many = ['--times', '40', '--concurrency', '8'];
    const { code, out, err } = await tool.run('send', 'payment_intent.succeeded', ...many);
    expect(code).toBe(0);
    expect(out).toBe(`200 ×40  payment_intent.succeeded  →  ${command} show ${INTENT}`);
    expect(err).toMatch(/^40 deliveries in .+ \(\d+\/s\): 200 ×40; answers p50 .+, p99 .+$/m);
    expect(await archived(EVENT)).toHaveLength(1);
  });

  it('makes each delivery another event with the current time on request', async () => {
    const began = Date.now();
    const sent = await send('payment_intent.succeeded', '--times', '5', '--new');
    expect(new Set(sent.map(({ eventId }) => eventId)).size).toBe(5);
    const times = await Promise.all(
      sent.map(async ({ eventId }) => (await archived(eventId))[0]?.occurredAt ?? ''),
    );
    expect(new Set(times).size).toBe(5);
    for (const time of times) expect(Date.parse(time)).toBeGreaterThanOrEqual(began);
  });

  it('changes only the given values of a body, which becomes another event', async () => {
    const sent = await send(
      'payment_intent.succeeded',
      ...['--set', 'data.object.amount=12.50', '--set', 'data.object.descriptor=a=b c'],
      ...['--set', 'data.object.note=[1, {"a": null}]', '--times', '2'],
    );
    const [{ eventId } = { eventId: '' }] = sent;
    expect(sent.map((one) => one.eventId)).toEqual([eventId, eventId]);
    expect(eventId).not.toBe(EVENT);
    const body = await bodyOf(eventId);
    const { amount, descriptor, note } = JSON.parse(body).data.object;
    expect({ amount, descriptor, note }).toEqual({
      amount: 12.5,
      descriptor: 'a=b c',
      note: [1, { a: null }],
    });
    expect(body).toContain('"amount":12.50,');
  });

  it('prints the name that was set, not the name of the sample', async () => {
    const { out } = await tool.run('send', 'refund.accepted', '--set', 'name=refund.settled');
    expect(out).toMatch(/^200 {2}refund\.settled {2}→ /);
  });

  it('refuses to set a value in a body that is nested too deeply to parse', async () => {
    const path = join(pipeline.dir, 'deep.json');
    const levels = 30_000;
    writeFileSync(path, `{"id":"evt_deep","data":${'['.repeat(levels)}${']'.repeat(levels)}}`);
    const { code, err } = await tool.run('send', '--file', path, '--set', 'name=refund.settled');
    expect(code).toBe(1);
    expect(err).toContain(`${path} is nested too deeply: no value can be set in it.`);
  });

  it('keeps an id and a time that are set', async () => {
    const set = ['--set', 'id=evt_mine', '--set', 'created_at=2026-05-01T00:00:00Z'];
    await send('payment_intent.succeeded', ...set);
    const [event] = await archived('evt_mine');
    expect(event?.occurredAt).toBe('2026-05-01T00:00:00.000Z');
  });

  it('posts a file byte for byte', async () => {
    const file = join(pipeline.dir, 'body.json');
    const body =
      '{ "id":"evt_file",\n "name": "refund.settled", "data": {"object":{"id":"rfd_1"}} }\n';
    writeFileSync(file, body);
    expect(await send('--file', file)).toMatchObject([{ status: 200, eventId: 'evt_file' }]);
    expect(await bodyOf('evt_file')).toBe(body);
    const { err } = await tool.run('send', '--file', file, '--set', 'data.object.id.x=1');
    expect(err).toBe(
      `--set data.object.id.x: ${file} has no "data.object.id.x". Available at data.object.id: a value without members.`,
    );
    writeFileSync(file, 'no JSON');
    expect(await send('--file', file)).toMatchObject([{ status: 200 }]);
    for (const change of [['--set', 'a=1'], ['--new']])
      expect(await tool.run('send', '--file', file, ...change)).toMatchObject({ code: 1 });
  });

  it('signs as if the event had been sent in the past', async () => {
    await send('payment_link.paid', '--age', '10m');
    const [event] = await archived('evt_hkdmb7jh5prhxr770jl_1vjrcw');
    const age = (event?.receivedAt ?? 0) - (event?.sentAt ?? 0);
    expect(age).toBeGreaterThanOrEqual(600_000);
    expect(age).toBeLessThan(660_000);
  });

  it('exits with 0 when a forged request is refused', async () => {
    const { code, out } = await tool.run('send', 'customer.created', '--forge');
    expect({ code, out }).toEqual({
      code: 0,
      out: '401  customer.created  refused, as expected',
    });
    const server = createServer((_, response) => void response.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `http://127.0.0.1:${port}/webhooks`;
    const accepted = await tool.run('send', 'customer.created', '--forge', '--url', url);
    server.close();
    expect(accepted).toMatchObject({ code: 3, err: '1 of 1 forgeries were not refused with 401.' });
  });

  it('signs with the named secret, and needs no pipeline when URL and secret are given', async () => {
    const [[label = '', secret = ''] = []] = Object.entries(pipeline.outputs.signingSecrets);
    const { webhookUrl: url } = pipeline.outputs;
    expect(await send('customer.created', '--secret', label)).toMatchObject([{ status: 200 }]);
    process.env['LOCAL_DIR'] = join(pipeline.dir, 'nowhere');
    try {
      const elsewhere = ['customer.created', '--url', url];
      expect(await send(...elsewhere, '--secret', secret)).toMatchObject([{ status: 200 }]);
      expect(await send(...elsewhere, '--secret', 'whsec_other')).toMatchObject([{ status: 401 }]);
      expect((await tool.run('send', ...elsewhere)).err).toContain('no local pipeline');
      process.env[SECRET_VARIABLE] = secret;
      expect(await send(...elsewhere)).toMatchObject([{ status: 200 }]);
    } finally {
      process.env['LOCAL_DIR'] = pipeline.dir;
    }
  });

  it('finishes the deliveries in progress when it is interrupted, and reports what was sent', async () => {
    const sending = tool.run('send', 'customer.created', '--times', '100000', '--concurrency', '4');
    await pause(1_000);
    process.emit('SIGINT');
    const { code, out, err } = await sending;
    expect(code).toBe(130);
    expect(out).toMatch(/^200 ×[\d,]+ {2}customer\.created/);
    expect(err).toMatch(/Interrupted after \d+ deliveries\.$/);
  });

  it.each([
    [['payment_intent.suceeded'], 2, 'Did you mean payment_intent.succeeded?'],
    [
      ['nothing.like.it'],
      2,
      'There is no sample of "nothing.like.it". All are listed by: npm run webhooks -- send --list',
    ],
    [[], 1, 'Specify an event to send'],
    [['customer.created', '--all'], 1, 'Specify either events, --file or --all.'],
    [['customer.created', '--set', 'amount'], 1, 'is not a path and a value'],
    [['customer.created', '--set', 'data..id=1'], 1, 'is not a path and a value'],
    [
      ['customer.created', '--set', 'data.objct.id=1'],
      1,
      'has no "data.objct". Available at data: ',
    ],
    [['customer.created', '--times', '0'], 1, '--times takes a whole number from 1 to 1,000,000.'],
    [['customer.created', '--concurrency', 'x'], 1, '--concurrency takes a whole number'],
    [['customer.created', '--age', 'old'], 1, '--age "old" is not a time.'],
    [['--file', '/nowhere/body.json'], 1, '/nowhere/body.json cannot be read.'],
    [['customer.created', '--url', 'example.com'], 1, '--url "example.com" is not a URL.'],
    [['customer.created', '--secret', 'nobody'], 1, 'is labelled "nobody". Labels: '],
    [
      ['customer.created', '--url', 'http://127.0.0.1:9/', '--secret', 'whsec_x'],
      4,
      'Nothing answers at http://127.0.0.1:9/.',
    ],
    [['customer.created', '--secret', 'whsec_x'], 3, '1 of 1 were not accepted. 401: signed with'],
  ])('refuses %j', async (words, code, message) => {
    const ran = await tool.run('send', ...words);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(message);
  });
});
