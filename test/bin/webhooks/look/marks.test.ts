import * as fc from 'fast-check';
import { asOf, marksOf } from '../../../../bin/webhooks/look/marks.ts';
import { payments } from '../../../../functions/payments/domain.ts';
import { families } from '../../../../functions/payments/families.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { recordKey } from '../../../../functions/shared/query/records.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import { refundEvent, webhook } from '../../../support/webhook.ts';

const judgedEvent = (body: Buffer, sentAt = Date.UTC(2026, 3, 1)) => {
  const facts = { sentAt, receivedAt: sentAt, requestId: 'r', secret: 'live' };
  const receipt = { ...facts, digest: sha256(body) };
  return { verdict: judge({ body, receipt }, { domain: payments, families }) };
};

const [received, accepted, settled] = [
  judgedEvent(refundEvent('received')),
  judgedEvent(refundEvent('accepted')),
  judgedEvent(refundEvent('settled')),
];
const undated = judgedEvent(webhook('evt_x', 'refund.received', undefined, { id: 'rfd_1' }));
const all = [received, accepted, settled, undated];

const current = (events: typeof all): ReadonlyMap<string, DomainRecord> => {
  const records = new Map<string, DomainRecord>();
  for (const record of events.flatMap(({ verdict }) => verdict.records)) {
    const before = records.get(recordKey(record));
    records.set(recordKey(record), before ? join(before, record) : record);
  }
  return records;
};

describe('the records as of a time', () => {
  const statusAt = (at: string) => asOf(all, 'refund#rfd_1', at)[0]?.attributes['status'];

  it('include only what had happened by then', () => {
    expect(asOf(all, 'refund#rfd_1', '2026-02-28T00:00:00.000Z')).toEqual([]);
    expect(statusAt('2026-03-01T09:59:59.999Z')).toBeUndefined();
    expect(statusAt('2026-03-01T10:00:00.000Z')).toBe('RECEIVED');
    expect(statusAt('2026-03-02T23:00:00.000Z')).toBe('ACCEPTED');
    expect(statusAt('2026-12-01T00:00:00.000Z')).toBe('SETTLED');
  });

  it('count an undated event from when it was sent', () => {
    const alone = (at: string) => asOf([undated], 'refund#rfd_1', at);
    expect(alone('2026-03-31T23:59:59.999Z')).toEqual([]);
    expect(alone('2026-04-01T00:00:00.000Z')).toMatchObject([{ eventId: 'evt_x' }]);
  });

  it('equal the current records after the last event, for any order of the events', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (events) => {
        expect(asOf(events, 'refund#rfd_1', '9999')).toEqual([...current(all).values()]);
      }),
    );
  });

  it('are only those of the object', () => {
    expect(asOf(all, 'payment_intent#int_1', '9999')).toEqual([]);
  });
});

describe('the state of a record that an event set', () => {
  it('is current, or superseded by a named event for a stated reason', () => {
    expect(marksOf('payments', settled, current(all))).toMatchObject([
      { state: 'current', sk: 'refund' },
    ]);
    expect(marksOf('payments', received, current(all))).toMatchObject([
      {
        state: 'superseded',
        supersededBy: { id: 'evt_settled_1', name: 'refund.settled' },
        decidedBy: 'time',
      },
    ]);
    expect(marksOf('payments', undated, current(all))).toMatchObject([{ decidedBy: 'terminal' }]);
  });

  it('is waiting while the record is missing or lower', () => {
    expect(marksOf('payments', settled, new Map())).toMatchObject([{ state: 'waiting' }]);
    expect(marksOf('payments', settled, current([received]))).toMatchObject([{ state: 'waiting' }]);
  });
});
