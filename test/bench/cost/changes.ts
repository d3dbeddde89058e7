import { type CostLine, MILLION } from './model.ts';
import { assumptions, prices } from './prices.ts';

/** Messages that one request publishes at most. */
const MOST_MESSAGES = 10;
/** Bytes of the publisher's one line a batch, with what CloudWatch adds. */
const LOG_BYTES = 250;
const GIGABYTE = 1_000_000_000;
/** MB, as its construct has it. */
const MEMORY = 256;

/**
 * The bill for a million published changes, line by line. Lambda reads a stream free of charge. What a
 * subscriber takes (its queue, its function, the ledger's write unit) is its own.
 * @param batch changes that the publisher takes at once.
 */
export const changesBill = (batch: number): readonly CostLine[] => {
  const line = (what: string, perChange: number, price: number): CostLine => ({
    what,
    perEvent: perChange,
    dollars: perChange * price * MILLION,
  });
  const { publishMilliseconds, changeBytes } = assumptions;
  const requests = Math.ceil(batch / MOST_MESSAGES) / batch;
  const seconds = (requests * publishMilliseconds) / 1_000;
  return [
    line('publisher, invocations', 1 / batch, prices.lambdaRequest),
    line('publisher, GB-seconds', (MEMORY / 1_024) * seconds, prices.lambdaGigabyteSecond),
    line('SNS, publishing', 1, prices.snsFifoMessage),
    line('SNS, GB published', changeBytes / GIGABYTE, prices.snsFifoGigabyte.published),
    line('SNS, delivering to one queue', 1, prices.snsFifoDelivery),
    line('SNS, GB delivered', changeBytes / GIGABYTE, prices.snsFifoGigabyte.delivered),
    line('publisher log, GB', LOG_BYTES / batch / GIGABYTE, prices.logGigabyte),
  ];
};
