import * as fc from 'fast-check';
import { stageRanks } from '../../../functions/payments/dispute.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { loadRuntime } from '../../../functions/runtimes.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import { delivery, recordsAfter } from '../../support/tables/expected-records.ts';

const START = Date.parse('2026-09-01T10:00:00Z');

/** All times lie before the deliveries, or they would not count. */
const DAY = 86_400_000;

const statuses = ['REQUIRES_RESPONSE', 'CHALLENGED', 'EXPIRED', 'ACCEPTED', 'LOST', 'WON'];

/** What an event of a dispute states; both can be left out. */
const stated = fc.record({
  stage: fc.option(fc.constantFrom(...Object.keys(stageRanks)), { nil: undefined }),
  status: fc.option(fc.constantFrom(...statuses), { nil: undefined }),
  // Two events can have the same time, and one can have none.
  hour: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});

type Stated = Partial<Record<'stage' | 'status', string | undefined>> & {
  readonly hour?: number | undefined;
};

const timeOf = (hour: number): string => new Date(START + hour * 3_600_000).toISOString();

const disputeEvent = ({ stage, status, hour }: Stated, index: number) =>
  delivery(
    Buffer.from(
      JSON.stringify({
        id: `evt_${index}`,
        name: 'payment_dispute.updated',
        ...(hour !== undefined && { created_at: timeOf(hour) }),
        data: { object: { id: 'dst_1', stage, status, amount: 5, currency: 'EUR' } },
      }),
    ),
    START + DAY + index,
  );

const recordsOf = async (events: readonly ReturnType<typeof disputeEvent>[]) => {
  const records = [...recordsAfter(events, await loadRuntime(payments)).values()];
  const current = records.find(({ sk }) => sk === 'payment_dispute');
  const stages = records.filter(({ sk }) => sk.startsWith('stage#'));
  return { current, stages };
};

const latestOf = (records: readonly DomainRecord[]): DomainRecord | undefined =>
  records.toSorted((a, b) => (a.version < b.version ? 1 : -1))[0];

const full = { stage: 'CHARGEBACK', status: 'REQUIRES_RESPONSE', hour: 1 };
const sparse = { status: 'LOST', hour: 2 };

describe('the stages of a dispute', () => {
  it.each([
    ['in order', [full, sparse]],
    ['the other way round', [sparse, full]],
  ])('have a record of an outcome that names no stage, %s', async (_title, events) => {
    const { current, stages } = await recordsOf(events.map(disputeEvent));
    expect(current?.attributes).toMatchObject({ stage: 'CHARGEBACK', status: 'LOST' });
    expect(stages.map(({ sk, attributes }) => [sk, attributes['status']])).toEqual([
      ['stage#CHARGEBACK', 'REQUIRES_RESPONSE'],
      ['stage#UNSTATED', 'LOST'],
    ]);
  });

  it('agree with the dispute in any order: the latest has its status', async () => {
    const histories = fc
      .array(stated, { minLength: 1, maxLength: 6 })
      .map((events) => events.map(disputeEvent))
      .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }));
    await fc.assert(
      fc.asyncProperty(histories, async (events) => {
        const { current, stages } = await recordsOf(events);
        expect(latestOf(stages)?.attributes['status']).toBe(current?.attributes['status']);
        for (const { attributes } of stages) expect(attributes).not.toHaveProperty('amount');
      }),
      { numRuns: 300 },
    );
  });
});
