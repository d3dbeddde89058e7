import { changesText } from '../../../../../bin/webhooks/look/history/changes.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks history` as a person reads it: a line an event, with what it changed. */

const test = useTarget(beforeAll, () => Date.UTC(2026, 2, 4));
const tool = useTool(test);

const intent = (name: string, time: string, fields: object) =>
  webhook(`evt_${name}`, `payment_intent.${name}`, time, { id: 'int_1', ...fields });

beforeAll(async () => {
  await test.pipeline.send([
    intent('succeeded', '2026-03-01T12:00:00Z', { amount: 20, captured_amount: 20 }),
    intent('created', '2026-03-01T10:00:00Z', { amount: 10 }),
    intent('updated', '2026-03-01T11:00:00Z', { amount: 20, status: 'CREATED' }),
    refundEvent('received'),
    refundEvent('settled'),
  ]);
});

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/ +/g, ' ').trim());

it('is a line for each event in the order of their versions, with values before and after', async () => {
  const [title, ...lines] = linesOf(await tool.run('history', 'payment_intent#int_1'));
  expect(title).toBe('payment_intent#int_1 (payments)');
  expect(lines[0]).toMatch(
    /^2026-03-01T10:00:00\.000Z payment_intent\.created evt_created superseded /,
  );
  expect(lines[0]).toContain('amount 10');
  expect(lines[1]).toContain('amount 10 → 20');
  expect(lines[2]).toMatch(/evt_succeeded current status .*SUCCEEDED/);
  expect(lines).toHaveLength(3);
});

it('has the events of what belongs to the object with --related', async () => {
  const text = await tool.run('history', 'payment_intent#int_1', '--related');
  const ids = linesOf(text)
    .slice(1)
    .map((line) => line.split(' ')[2] ?? '');
  expect(ids.toSorted()).toEqual(
    ['evt_created', 'evt_received_1', 'evt_settled_1', 'evt_succeeded', 'evt_updated'].toSorted(),
  );
  expect(text).toMatch(/evt_settled_1 .* refund: status RECEIVED → SETTLED/);
});

it('has all times and decisions with --verbose', async () => {
  const text = await tool.run('history', 'payment_intent#int_1', '--verbose');
  expect(text).toContain('verified by secret "live"');
  expect(text).toContain('superseded by payment_intent.succeeded evt_succeeded: it happened later');
});

it('names what changed inside an object or a list, with every digit', () => {
  const change = (before: string | undefined, after: string) => {
    const fields = [{ field: 'attempt', before, after }];
    return changesText([{ pk: 'refund#1', sk: 'refund', fields }], 'refund#1');
  };
  expect(
    change(
      '{"id":"att_1","status":"AUTHORIZED","amount":1,"tags":["a","b"]}',
      '{"id":"att_1","status":"CAPTURED","amount":12345678901234567890.10,"tags":["a","c"]}',
    ),
  ).toBe(
    'attempt.status AUTHORIZED → CAPTURED, attempt.amount 1 → 12345678901234567890.10, attempt.tags.1 b → c',
  );
  expect(change(undefined, '{"id":"att_1","list":[]}')).toBe('attempt.id att_1, attempt.list []');
});

it('states every change in JSON, and the most telling ones in a line', async () => {
  expect(await tool.json('history', 'payment_intent#int_1')).toMatchObject([
    {
      events: [
        { id: 'evt_created', changes: [{ sk: expect.any(String) }] },
        {
          changes: [
            { fields: expect.arrayContaining([{ field: 'amount', before: '10', after: '20' }]) },
          ],
        },
        { id: 'evt_succeeded' },
      ],
    },
  ]);
  const fields = ['reason', 'status', 'amount', 'a', 'b', 'c', 'd', 'e'].map((field) => ({
    field,
    before: undefined,
    after: `"${field.toUpperCase()}"`,
  }));
  expect(changesText([{ pk: 'refund#1', sk: 'refund', fields }], 'refund#1')).toBe(
    'status STATUS, amount AMOUNT, reason REASON, a A, b B, c C, 2 more',
  );
  expect(
    changesText(
      [{ pk: 'account#1', sk: 'details', fields: [{ field: 'x', before: '1', after: undefined }] }],
      'account#1',
    ),
  ).toBe('details: x 1 → none');
});
