import * as fc from 'fast-check';
import { createStatsCounter } from '../../../../../bin/webhooks/look/stats/figures.ts';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import type { ListedEvent } from '../../../../../functions/shared/query/headlines.ts';
import { listedEvent } from '../../../../support/tool/listed-event.ts';

const noon = Date.UTC(2026, 2, 1, 12);

const event = (changed: Partial<ListedEvent> = {}): ListedEvent =>
  listedEvent({
    occurredAt: isoTime(noon - 1_000),
    sentAt: noon,
    receivedAt: noon + 100,
    archivedAt: noon + 300,
    ...changed,
  });

const figuresOf = (events: readonly ListedEvent[]) => {
  const counter = createStatsCounter();
  for (const one of events) counter.add(one);
  return counter.figures();
};

describe('the figures of a period', () => {
  it('are empty where there are no events', () => {
    expect(figuresOf([])).toMatchObject({ total: 0, names: [] });
    expect(figuresOf([]).lags['sent to received']).toBeUndefined();
  });

  it('count events by name and outcome, the most frequent name first', () => {
    const { total, names } = figuresOf([
      event({ name: undefined, domain: 'unrouted', outcome: 'unrouted' }),
      event(),
      event({ outcome: 'quarantined' }),
    ]);
    expect(total).toBe(3);
    expect(names).toMatchObject([
      { name: 'refund.settled', total: 2, outcomes: { accepted: 1, quarantined: 1 } },
      { name: null, domain: 'unrouted', total: 1, outcomes: { unrouted: 1, accepted: 0 } },
    ]);
  });

  it('measure each part of the delivery separately', () => {
    const { lags } = figuresOf([event(), event({ occurredAt: undefined })]);
    expect(lags['occurred to sent']).toMatchObject({ count: 1, p50: 1_000, max: 1_000 });
    expect(lags['sent to received']).toMatchObject({ count: 2, p50: 100 });
    expect(lags['received to archived']).toMatchObject({ count: 2, p99: 200 });
  });

  it('count a sender’s clock that is ahead as no lag', () => {
    const { lags } = figuresOf([event({ sentAt: noon + 5_000 })]);
    expect(lags['sent to received']).toMatchObject({ count: 1, max: 1 });
  });

  it('contain the percentiles of all lags, accurate to 0.1 %', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1 }), (waits) => {
        const { lags } = figuresOf(
          waits.map((wait) => event({ archivedAt: noon + wait, receivedAt: noon })),
        );
        const sorted = waits.toSorted((a, b) => a - b);
        const median = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
        const { p50 = 0 } = lags['received to archived'] ?? {};
        expect(Math.abs(p50 - median)).toBeLessThanOrEqual(median / 1_000);
      }),
    );
  });
});
