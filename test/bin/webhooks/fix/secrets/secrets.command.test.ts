import { setTimeout as pause } from 'node:timers/promises';
import { readStored } from '../../../../../bin/webhooks/pipeline/secrets.ts';
import { post } from '../../../../../bin/webhooks/send/post.ts';
import { useLocalPipeline } from '../../../../support/pipeline/local-pipeline.ts';
import { runCommand } from '../../../../support/tool/command-line.ts';
import { until } from '../../../../support/until.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks secrets` from the command line, on its own local pipeline. */

jest.setTimeout(120_000);

const NEXT = 'whsec_the_next_one';
const pipeline = useLocalPipeline();
let local = '';

const secrets = (...words: readonly string[]) => runCommand(pipeline.dir, ['secrets', ...words]);
const add = (label: string, input: string, ...words: readonly string[]) =>
  runCommand(pipeline.dir, ['secrets', 'add', label, ...words], input);

/** The labels of Airwallex's secrets: the local pipeline has two of our own beside them. */
const listed = async () => {
  const { labels, ...rest } = JSON.parse((await secrets('list', '--json')).out);
  const own = ['heartbeat', 'internal'];
  const others = labels.filter(({ label }: { label: string }) => !own.includes(label));
  expect(others).toHaveLength(labels.length - own.length);
  return { ...rest, labels: others };
};
const send = (secret: string, refund: string) =>
  post(pipeline.outputs.webhookUrl, secret, refundEvent('settled', refund));

beforeAll(() => {
  local = pipeline.outputs.signingSecrets['local'] ?? '';
});

it('lists labels, and never prints a secret', async () => {
  const { code, out } = await secrets('list');
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^local +live/) });
  expect(await listed()).toMatchObject({
    labels: [{ label: 'local', state: 'live', events: 0, lastUsedAt: null }],
    complete: true,
  });
  expect(JSON.stringify(await listed()) + out).not.toContain(local);
});

it('refuses harmful changes, and prints no secret', async () => {
  const refused = await Promise.all([
    add('local', NEXT),
    add('same', local),
    add('a#b', NEXT),
    add('next', ' \n'),
    secrets('add', 'next', NEXT),
    secrets('remove', 'other'),
    secrets('remove', 'local'),
  ]);
  expect(refused.map(({ code }) => code)).toEqual([3, 1, 1, 1, 1, 2, 3]);
  const printed = refused.map(({ out, err }) => out + err).join('\n');
  expect(printed).toMatch(/A secret "local" already exists/);
  expect(printed).toMatch(/already live, as "local"/);
  expect(printed).toMatch(/the last live secret/);
  expect(printed).toMatch(/There are: local\./);
  expect(printed).not.toContain(NEXT);
  expect(printed).not.toContain(local);
  expect((await listed()).labels).toHaveLength(1);
});

it('rotates without a gap: no webhook signed with a live secret is refused', async () => {
  const answers = { old: new Set<number>(), next: new Set<number>() };
  let sent = 0;
  const running = new AbortController();
  const sender = async (secret: string, statuses: Set<number>): Promise<void> => {
    while (!running.signal.aborted) {
      sent += 1;
      statuses.add(await send(secret, `r_${sent}`));
      await pause(50);
    }
  };
  const old = sender(local, answers.old);

  const added = await add('next', `${NEXT}\n`);
  const storedAt = Date.now();
  expect(added).toMatchObject({ code: 0, err: 'In the local pipeline:\n' });
  expect(added.out).toMatch(/"next" is stored .* within 30 seconds/);
  expect(added.out + added.err).not.toContain(NEXT);
  await until(async () => (await send(NEXT, 'first')) === 200, 31_000);
  // Each process of the ingress has its own cache.
  await pause(storedAt + 31_000 - Date.now());

  const next = sender(NEXT, answers.next);
  await pause(1_000);
  const refused = await secrets('remove', 'local');
  expect(refused.code).toBe(3);
  expect(refused.err).toMatch(
    /"local" verified [\d,]+ of the .*, the last at 20.*\(evt_settled_r_/,
  );
  expect(await secrets('remove', 'local', '--force')).toMatchObject({ code: 0 });
  await pause(1_000);
  running.abort();
  await Promise.all([old, next]);
  // A cache accepts the removed one a little longer.
  expect(answers).toEqual({ old: new Set([200]), next: new Set([200]) });
});

it('lists the events that each label verified, removed labels included', async () => {
  const { labels, events, complete } = await listed();
  expect(labels).toMatchObject([
    { label: 'next', state: 'live', lastUsedAt: expect.stringMatching(/^20/) },
    { label: 'local', state: 'removed', lastEventId: expect.stringMatching(/^evt_settled_/) },
  ]);
  expect(complete).toBe(true);
  expect(labels[0].events + labels[1].events).toBe(events);
});

it('keeps the secrets of our own labels apart from those of Airwallex', async () => {
  expect(await add('heartbeat', NEXT)).toMatchObject({
    code: 3,
    err: expect.stringContaining('A secret "heartbeat" already exists'),
  });
  const own = 'whsec_for_heartbeats_alone';
  expect(await add('heartbeat', own, '--replace')).toMatchObject({ code: 0 });
  const { signingSecrets, webhookUrl } = pipeline.outputs;
  expect(Object.keys(signingSecrets)).toEqual(['local']);
  const { secrets: theirs } = await readStored(pipeline.target);
  expect([...theirs.keys()]).toEqual(['next']);
  const heartbeat = webhook('evt_beat', 'heartbeat.doctor', undefined, {});
  await until(async () => (await post(webhookUrl, own, heartbeat)) === 200, 31_000);
  expect(await post(webhookUrl, NEXT, heartbeat)).toBe(401);
  expect(await send(own, 'forged')).toBe(401);
  expect(await secrets('remove', 'internal')).toMatchObject({ code: 0 });
  expect(await add('internal', 'whsec_of_an_application')).toMatchObject({ code: 0 });
});

it('removes an unused secret', async () => {
  expect(await add('unused', 'whsec_never_used_by_anybody')).toMatchObject({ code: 0 });
  expect(await secrets('remove', 'unused')).toMatchObject({ code: 0 });
  expect((await listed()).labels).toMatchObject([{ label: 'next' }, { label: 'local' }]);
});

it('refuses the label of a removed secret, and prints no secret', async () => {
  const again = await add('unused', 'whsec_another_for_the_same_name');
  expect(again).toMatchObject({ code: 3, out: '' });
  expect(again.err).toMatch(
    /a secret "unused" was removed at 20.* Choose a name that was never used/,
  );
  expect(again.err).not.toContain('whsec_');
});

it.each([
  ['under a new label', []],
  ['as a replacement', ['--replace']],
])('refuses what cannot be a secret of Airwallex, %s', async (_where, words) => {
  const label = words.length > 0 ? 'next' : 'other';
  const refused = await add(label, 'foo\n', ...words);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/Nothing was changed: .* has no prefix whsec_.*--force stores it/);
  if (words.length > 0) expect(refused.err).toMatch(/"next" would have stopped working/);
  expect(refused.err).not.toMatch(/stops working/);
  expect((await listed()).labels).toMatchObject([{ label: 'next' }, { label: 'local' }]);
  expect(await send(NEXT, 'still')).toBe(200);
});

it('states before a replacement which secret stops working', async () => {
  const { err } = await add('next', NEXT, '--replace');
  expect(err).toMatch(
    /the current secret of "next" stops working\. .* refused .* within five minutes; Airwallex retries for 3 days/,
  );
});

it('stores what does not look like a secret when forced', async () => {
  expect(await add('forced', 'foo', '--force')).toMatchObject({ code: 0 });
  expect(await secrets('remove', 'forced')).toMatchObject({ code: 0 });
});

it('replaces on request, and reports that no secret is live after a forced removal of the last', async () => {
  expect(await add('next', 'whsec_another_of_the_next', '--replace')).toMatchObject({ code: 0 });
  expect(await secrets('remove', 'next', '--force')).toMatchObject({ code: 0 });
  const { out } = await secrets('list');
  expect(out).toMatch(/^No signing secret is live: every webhook gets 500\./);
});
