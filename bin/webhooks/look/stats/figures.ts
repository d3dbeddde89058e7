import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import type { Outcome } from '../../../../functions/shared/record/read.ts';

/** The number of events of one name, by outcome. */
interface NameFigures {
  /** Null for events without a name. */
  readonly name: string | null;
  readonly domain: string;
  readonly total: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** How long a part of the delivery took: milliseconds, accurate to 0.1 %, at least 1. */
export interface LagFigures {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Parts of an event's delivery: at Airwallex, over the network, and through queue and consumer. */
export const lags = ['occurred to sent', 'sent to received', 'received to archived'] as const;

export interface StatsFigures {
  readonly total: number;
  /** The most frequent first. */
  readonly names: readonly NameFigures[];
  /** Undefined where no event has the times; negative lags between two clocks count as none. */
  readonly lags: Readonly<Record<(typeof lags)[number], LagFigures | undefined>>;
}

/** Counts events one by one: memory grows with the names alone. */
export interface StatsCounter {
  add(event: ListedEvent): void;
  figures(): StatsFigures;
}

const nothing = { accepted: 0, unrecognized: 0, unrouted: 0, quarantined: 0, void: 0 };

const lagFigures = (histogram: RecordableHistogram): LagFigures | undefined =>
  histogram.count === 0
    ? undefined
    : {
        count: histogram.count,
        p50: histogram.percentile(50),
        p99: histogram.percentile(99),
        max: histogram.max,
      };

export const createStatsCounter = (): StatsCounter => {
  const names = new Map<string, NameFigures>();
  const [waited, travelled, queued] = [createHistogram(), createHistogram(), createHistogram()];
  const record = (histogram: RecordableHistogram, milliseconds: number): void => {
    if (!Number.isNaN(milliseconds)) histogram.record(Math.max(1, milliseconds));
  };
  return {
    add: ({ name = null, domain, outcome, occurredAt, sentAt, receivedAt, archivedAt }) => {
      const key = JSON.stringify([domain, name]);
      const before = names.get(key) ?? { name, domain, total: 0, outcomes: nothing };
      const outcomes = { ...before.outcomes, [outcome]: before.outcomes[outcome] + 1 };
      names.set(key, { ...before, total: before.total + 1, outcomes });
      record(waited, sentAt - Date.parse(occurredAt ?? ''));
      record(travelled, receivedAt - sentAt);
      record(queued, archivedAt - receivedAt);
    },
    figures: () => {
      const counted = [...names.values()];
      return {
        total: counted.reduce((sum, { total }) => sum + total, 0),
        names: counted.sort(
          (a, b) => b.total - a.total || (String(a.name) < String(b.name) ? -1 : 1),
        ),
        lags: {
          'occurred to sent': lagFigures(waited),
          'sent to received': lagFigures(travelled),
          'received to archived': lagFigures(queued),
        },
      };
    },
  };
};
