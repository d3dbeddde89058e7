/** What AWS publishes of how its parts grow under load; all a second unless said. */
export const limits = {
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
  api: { rate: 10_000, burst: 5_000 },
  /** https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
  lambda: { accountConcurrency: 1_000, newEnvironments: 1_000, everySeconds: 10 },
  /** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
  poller: { first: 5, more: 300 / 60, most: 1_250 },
  /**
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
   * A fresh table's write units; it doubles what it takes after half an hour at its limit.
   */
  table: { units: 4_000, doublesAfter: 1_800 },
  /**
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
   * Write units of one key of an index whose sort key rises: such a partition is never split.
   */
  indexKey: { units: 1_000 },
  /**
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
   * A message group is noisy with more than this share of all that is in flight, and more than this number of its own.
   */
  fair: { share: 0.1, atLeast: 30 },
  /** Airwallex tries again for three days, ever more rarely; seconds before each try, as guessed. */
  retries: [60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400],
} as const;

/** An index with few keys at a time; the others' keys are as many as objects. */
interface NarrowIndex {
  readonly name: string;
  /** Keys that are written to at the same time. */
  readonly keys: number;
  /** The share of events that write an entry of one write unit, from 0 to 1. */
  readonly share: number;
}

/** What a run is about; what a stage's settings and the templates say, and what was measured. */
export interface Scenario {
  readonly name: string;
  /** Events a second, and for how many seconds. */
  readonly rate: number;
  readonly seconds: number;
  /** The stage's throttle. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Seconds that an invocation takes. */
  readonly ingressSeconds: number;
  readonly batchSeconds: number;
  readonly batchSize: number;
  /** The event source's `maxConcurrency`. */
  readonly maxConcurrency: number;
  /** Write units of an event in the archive, its indexes taken each for itself: the dearest part. */
  readonly archiveUnits: number;
  readonly indexes: readonly NarrowIndex[];
  /** Write units that the table was warmed to before; without them it is fresh. */
  readonly warmedUnits?: number;
  readonly seed: number;
}
