import { timelinesOf } from '../../../../../bin/webhooks/look/history/events.ts';
import { historyOf } from '../../../../../bin/webhooks/look/history/history.ts';
import { print } from '../../../../../bin/webhooks/look/history/print.ts';
import { objectKeysOf } from '../../../../../bin/webhooks/pipeline/names.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

const test = useTarget(beforeAll);

const accounts = (id: string, name: string, eventReports: readonly string[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      id,
      name,
      app_id: 'app_1',
      created_at: '2026-03-01T10:00:00Z',
      data: { account_ids: eventReports },
    }),
  );

beforeAll(async () => {
  const refund = { id: 'rfd_2', created_at: '2026-03-01T09:00:00Z' };
  const time = '2026-03-01T10:00:00Z';
  const bodies = [
    refundEvent('settled'),
    refundEvent('received'),
    refundEvent('accepted'),
    // Two of one second, and a later one that names no intent.
    webhook('evt_a', 'refund.received', time, { ...refund, payment_intent_id: 'int_2' }),
    webhook('evt_b', 'refund.accepted', time, refund),
    accounts('evt_1', 'partner_connection.disconnected', ['acct_1', 'acct_2']),
    accounts('evt_2', 'partner_connection.disconnected', ['acct_3']),
  ];
  await test.pipeline.send(bodies, { sentAt: Date.UTC(2026, 2, 4) });
});

const history = async (...words: readonly string[]) => {
  const [timeline] = await timelinesOf(test.target, words);
  if (!timeline) throw new Error('no timeline');
  return historyOf(test.target, timeline);
};

describe('the history of an object', () => {
  it('lists its events in order, with current records, superseded records and the reasons', async () => {
    expect(await history('refund#rfd_1')).toMatchObject({
      domain: 'payments',
      object: 'refund#rfd_1',
      events: [
        {
          id: 'evt_received_1',
          occurredAt: '2026-03-01T10:00:00.000Z',
          sentAt: '2026-03-04T00:00:00.000Z',
          outcome: 'accepted',
          secret: 'live',
          records: [
            { state: 'superseded', decidedBy: 'time', supersededBy: { id: 'evt_settled_1' } },
          ],
        },
        { id: 'evt_accepted_1', records: [{ state: 'superseded' }] },
        { id: 'evt_settled_1', records: [{ sk: 'refund', state: 'current' }] },
      ],
    });
  });

  it('names the rank where it decided', async () => {
    const { events } = await history('rfd_2');
    expect(events.map(({ id, records }) => [id, records[0]?.decidedBy])).toEqual([
      ['evt_a', 'rank'],
      ['evt_b', undefined],
    ]);
  });

  it('includes events about another object that set its records, and no other events of that object', async () => {
    const { events } = await history('account#acct_2');
    expect(events).toMatchObject([{ id: 'evt_1', object: 'app#app_1' }]);
  });

  it('is found by key, by domain and id, and by id alone', async () => {
    for (const words of [['refund#rfd_1'], ['payments', 'rfd_1'], ['rfd_1']])
      expect((await history(...words)).events).toHaveLength(3);
  });

  it('exits with 2 for an unknown object and with 1 for an unknown kind or domain', async () => {
    await expect(timelinesOf(test.target, ['rfd_none'])).rejects.toMatchObject({ exitCode: 2 });
    expect(() => objectKeysOf(['banana#1'])).toThrow(/no kind of object "banana"/);
    expect(() => objectKeysOf(['banana', '1'])).toThrow(/no domain "banana"/);
    expect(() => objectKeysOf(['a', 'b', 'c'])).toThrow(/Name one object/);
  });
});

it('an event whose record today’s schemas refuse is marked', async () => {
  const body = refundEvent('received', 9);
  await test.pipeline.send([body]);
  const shown = await history('rfd_9');
  const refused = shown.events.map((event) => ({
    ...event,
    today: 'quarantined' as const,
    records: [],
  }));
  const printed = print(
    { ...shown, events: refused },
    { verbose: false, pipeline: {}, width: undefined },
  );
  expect(printed).toMatch(/evt_received_9 +quarantined today/);
  expect(print(shown, { verbose: false, pipeline: {}, width: undefined })).toMatch(
    /evt_received_9 +current/,
  );
});
