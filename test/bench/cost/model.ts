import type { Stored } from '../metered/table.ts';
import { assumptions, prices } from './prices.ts';

/** What one event needs, measured on the real functions and the synthesized templates. */
export interface Usage {
  /** Write units by what they are for: `archive`, `by-object`, `state`. */
  readonly units: Readonly<Record<string, number>>;
  /** Bytes that the event leaves in the archive and in the state tables. */
  readonly stored: { readonly archive: Stored; readonly states: Stored };
  /** Bytes of the queue's message. */
  readonly messageBytes: number;
  /** Bytes of log lines, without what CloudWatch adds. */
  readonly logBytes: { readonly ingress: number; readonly consumer: number };
}

/** What of the bill the templates say: memory in MB, and bytes of an access log's line. */
export interface Sizes {
  readonly accessLogBytes: number;
  readonly ingressMemory: number;
  readonly consumerMemory: number;
}

/** One line of a bill for a million events. */
export interface CostLine {
  readonly what: string;
  /** How much of it an event needs. */
  readonly perEvent: number;
  /** US dollars for a million events. */
  readonly dollars: number;
}

export const MILLION = 1_000_000;
const GIGABYTE = 1_000_000_000;
/** A queue's request carries so much before it counts as two. */
const SQS_CHUNK = 65_536;

const gigabyteSeconds = (megabytes: number, milliseconds: number): number =>
  (megabytes / 1_024) * (milliseconds / 1_000);

/** The bill for a million such events, line by line. @param batch events that a consumer takes at once. */
export const billOf = (usage: Usage, sizes: Sizes, batch: number): readonly CostLine[] => {
  const line = (what: string, perEvent: number, price: number): CostLine => ({
    what,
    perEvent,
    dollars: perEvent * price * MILLION,
  });
  const chunks = Math.max(1, Math.ceil(usage.messageBytes / SQS_CHUNK));
  const { ingressMilliseconds, batchMilliseconds, logLineOverhead } = assumptions;
  const ingressTime = gigabyteSeconds(sizes.ingressMemory, ingressMilliseconds);
  const batchTime = gigabyteSeconds(sizes.consumerMemory, batchMilliseconds) / batch;
  return [
    line('HTTP API, requests', 1, prices.apiRequest),
    line('ingress, invocations', 1, prices.lambdaRequest),
    line('ingress, GB-seconds', ingressTime, prices.lambdaGigabyteSecond),
    line('SQS, sending', chunks, prices.sqsRequest),
    line('SQS, receiving', Math.max(1 / batch, chunks / batch), prices.sqsRequest),
    line('SQS, deleting', 1 / batch, prices.sqsRequest),
    line('consumers, invocations', 1 / batch, prices.lambdaRequest),
    line('consumers, GB-seconds', batchTime, prices.lambdaGigabyteSecond),
    ...Object.entries(usage.units).map(([what, units]) =>
      line(`DynamoDB, ${what}`, units, prices.writeUnit),
    ),
    line('access log, GB', (sizes.accessLogBytes + logLineOverhead) / GIGABYTE, prices.logGigabyte),
    line(
      'ingress log, GB',
      (usage.logBytes.ingress + logLineOverhead) / GIGABYTE,
      prices.logGigabyte,
    ),
    line(
      'consumer log, GB',
      (usage.logBytes.consumer + logLineOverhead / batch) / GIGABYTE,
      prices.logGigabyte,
    ),
  ];
};

/** US dollars for a million events. */
export const totalOf = (bill: readonly CostLine[]): number =>
  bill.reduce((sum, { dollars }) => sum + dollars, 0);

const meanStored = (all: readonly Stored[]): Stored => ({
  table: all.reduce((sum, { table }) => sum + table, 0) / all.length,
  indexes: all.reduce((sum, { indexes }) => sum + indexes, 0) / all.length,
});

/** The mean of several events' usage. */
export const meanOf = (usages: readonly Usage[]): Usage => {
  const mean = (pick: (usage: Usage) => number): number =>
    usages.reduce((sum, usage) => sum + pick(usage), 0) / usages.length;
  const names = new Set(usages.flatMap(({ units }) => Object.keys(units)));
  return {
    units: Object.fromEntries(
      [...names].map((name) => [name, mean(({ units }) => units[name] ?? 0)]),
    ),
    stored: {
      archive: meanStored(usages.map(({ stored }) => stored.archive)),
      states: meanStored(usages.map(({ stored }) => stored.states)),
    },
    messageBytes: mean(({ messageBytes }) => messageBytes),
    logBytes: {
      ingress: mean(({ logBytes }) => logBytes.ingress),
      consumer: mean(({ logBytes }) => logBytes.consumer),
    },
  };
};
