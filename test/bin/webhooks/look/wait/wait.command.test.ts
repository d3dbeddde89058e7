import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { waitShape } from '../../../../../bin/webhooks/look/wait/json.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks wait` as a person uses it. */

const test = useTarget(beforeAll);
const tool = useTool(test);

const intent = (id: string, status: string, more = {}) =>
  webhook(`evt_${id}_${status}`, `payment_intent.${status.toLowerCase()}`, '2026-03-01T10:00:00Z', {
    ...{ id, status, ...more },
  });

beforeAll(async () => {
  await test.pipeline.send([
    refundEvent('settled', 'done'),
    refundEvent('received', 'open'),
    intent('int_done', 'SUCCEEDED', { amount: 12.5, captured_amount: 12.5 }),
    intent('int_cancelled', 'CANCELLED'),
    // An id that two kinds of object have.
    intent('rfd_done', 'SUCCEEDED'),
  ]);
});

const wait = (...words: readonly string[]) => tool.run('wait', ...words);
const failed = (...words: readonly string[]) => expect(wait(...words)).rejects;

it('prints a record that is there already, without waiting', async () => {
  const text = await wait(
    'payment_intent#int_done',
    '--until',
    'status=SUCCEEDED',
    '--timeout',
    '0s',
  );
  expect(text).toMatch(/^payment_intent#int_done {2}payment_intent\n.* status +SUCCEEDED/s);
  const all = ['--until', 'status=SUCCEEDED', '--until', 'captured_amount=12.50'];
  expect(await wait('int_done', ...all)).toContain('captured_amount');
});

it('has the record as JSON', async () => {
  const json = await tool.json('wait', 'int_done', '--until', 'status=SUCCEEDED');
  expect(v.parse(waitShape, json)).toMatchObject({
    ...{ object: 'int_done', result: 'reached', domain: 'payments' },
    record: { pk: 'payment_intent#int_done', status: 'SUCCEEDED', amount: 12.5 },
  });
});

it('waits for what does not exist yet, and for what changes', async () => {
  const created = wait('int_new', '--until', 'status=SUCCEEDED', '--timeout', '20s');
  await pause(300);
  await test.pipeline.send([intent('int_new', 'SUCCEEDED'), refundEvent('received', 'later')]);
  expect(await created).toContain('payment_intent#int_new');
  const changed = wait('refund#rfd_later', '--until', 'status=SETTLED', '--timeout', '20s');
  await pause(300);
  await test.pipeline.send([refundEvent('settled', 'later')]);
  expect(await changed).toContain('SETTLED');
});

it('exits with 3 when a terminal status keeps it from being reached', async () => {
  const words = ['int_cancelled', '--until', 'status=SUCCEEDED', '--timeout', '20s'];
  await failed(...words).toMatchObject({ exitCode: 3 });
  await failed(...words).toThrow(
    /int_cancelled can no longer reach status=SUCCEEDED: its status is CANCELLED, which is terminal. Its events: .*history/,
  );
});

it('exits with 4 when the time is up, as JSON too', async () => {
  const words = ['rfd_open', '--until', 'status=SETTLED', '--timeout', '1s'];
  await failed(...words).toMatchObject({ exitCode: 4 });
  await failed(...words).toThrow(
    /refund#rfd_open has not reached status=SETTLED within 1.* s: its status is RECEIVED. Its events:/,
  );
  await failed('rfd_none', '--until', 'status=SETTLED', '--timeout', '0s').toThrow(
    /Nothing was stored of rfd_none within/,
  );
  const printed = jest.spyOn(console, 'log').mockImplementation();
  await failed('rfd_none', '--until', 'status=SETTLED', '--timeout', '0s', '--json').toMatchObject({
    exitCode: 4,
  });
  printed.mockRestore();
});

it('waits for another record of an object than its own', async () => {
  const words = ['--until', 'status=CONNECTED', '--timeout', '0s'];
  await failed('account#acct_1', '--record', 'connection#app_1', ...words).toThrow(
    /Nothing was stored/,
  );
  await failed('account#acct_1', '--until', 'status=ACTIVE', '--timeout', '0s').toThrow(/Nothing/);
  await failed('org#org_1', ...words).toThrow(
    /Name it with --record. Its records: connection#<app_id>/,
  );
  await failed('refund#rfd_1', '--record', 'stage#X', ...words).toThrow(
    /"stage#X" is none of a refund/,
  );
  await failed('rfd_1', '--record', 'nothing', ...words).toThrow(/No kind of object has a record/);
});

it('refuses what cannot be waited for, and names what is like it', async () => {
  const until = ['--until', 'status=SETTLED'];
  await failed('planet#1', ...until).toThrow(/no kind of object "planet"/);
  await failed('planet#1', ...until).toMatchObject({ exitCode: 1 });
  await failed('refund#rfd_1', '--until', 'state').toThrow(/is no condition/);
  await failed('refund#rfd_1', '--until', 'statu=SETTLED').toThrow(
    /A refund has no field "statu". Did you mean status/,
  );
  await failed('refund#rfd_1', ...until, '--timeout', 'soon').toThrow(/"soon" is not a span/);
  await failed('rfd_done', ...until).toThrow(
    /the id of several objects. Choose one of .*refund#rfd_done/,
  );
  await failed('rfd_done', ...until).toMatchObject({ exitCode: 1 });
  await failed('refund#rfd_1').toThrow(/required option '--until/);
});

it('remarks on a status that no such record is known to have', async () => {
  const remarks = jest.spyOn(console, 'error').mockImplementation();
  await failed('refund#rfd_done', '--until', 'status=SETTELD').toMatchObject({ exitCode: 3 });
  expect(remarks.mock.calls.flat().join('\n')).toContain(
    'No known status of refund is "SETTELD". Did you mean SETTLED?',
  );
  remarks.mockRestore();
});
