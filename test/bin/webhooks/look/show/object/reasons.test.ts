import { objectReport } from '../../../../../../bin/webhooks/look/show/object/report.ts';
import { knownTimelines } from '../../../../../../bin/webhooks/pipeline/timelines.ts';
import { useTarget } from '../../../../../support/tool/target.ts';
import { refundEvent, webhook } from '../../../../../support/webhook.ts';

/* Why a record is what it is. */

const test = useTarget(beforeAll);

beforeAll(async () => {
  const refund = { id: 'rfd_2', created_at: '2026-03-01T09:00:00Z' };
  const time = '2026-03-01T10:00:00Z';
  const bodies = [
    refundEvent('settled'),
    // Two of one second; the later one names no intent.
    webhook('evt_a', 'refund.received', time, { ...refund, payment_intent_id: 'int_2' }),
    webhook('evt_b', 'refund.accepted', time, refund),
  ];
  await test.pipeline.send(bodies, { sentAt: Date.UTC(2026, 2, 4) });
});

const reasonsOf = async (object: string) => {
  const [timeline] = await knownTimelines(test.target, [object]);
  if (!timeline) throw new Error('no timeline');
  return (await objectReport(test.target, timeline)).records.map(({ reasons }) => reasons);
};

it('names the event that set a record, its times, and what the record belongs to', async () => {
  expect(await reasonsOf('refund#rfd_1')).toMatchObject([
    {
      domain: 'payments',
      pk: 'refund#rfd_1',
      sk: 'refund',
      eventId: 'evt_settled_1',
      event: { name: 'refund.settled', secret: 'live', archivedAt: '2026-11-21T00:00:00.000Z' },
      ties: [],
      parent: { to: 'payment_intent#int_1', namedBy: 'the same event' },
    },
  ]);
});

it('names ties with what decided them, and the earlier event that named a link', async () => {
  const [reasons] = await reasonsOf('rfd_2');
  expect(reasons).toMatchObject({
    ties: [{ id: 'evt_a', decidedBy: 'rank' }],
    parent: {
      to: 'payment_intent#int_2',
      namedBy: 'an earlier event',
      event: { id: 'evt_a' },
    },
  });
  expect(reasons?.meaning).toContain('happened 2026-03-01T10:00:00.000Z');
});

it('contain nothing of a body', async () => {
  expect(JSON.stringify(await reasonsOf('rfd_2'))).not.toContain('09:00');
});
