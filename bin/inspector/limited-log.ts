import { within } from '../../functions/shared/lambda/within.ts';
import type { AcceptedLog } from '../../functions/shared/query/logs/ingress-log.ts';

/** What is read in some milliseconds. What is awaited then is not read. */
async function* readWithin<T>(milliseconds: number, all: AsyncIterable<T>): AsyncGenerator<T> {
  const end = Date.now() + milliseconds;
  const values = all[Symbol.asyncIterator]();
  for (;;) {
    const next = await within(Math.max(0, end - Date.now()), values.next(), () => undefined);
    if (!next || next.done) return;
    yield next.value;
  }
}

/** A log whose accepted lines are read for a limited time: that of a large stage takes minutes. */
export const limitedLog = (log: AcceptedLog, milliseconds: number): AcceptedLog => ({
  ...log,
  lines: (range) => readWithin(milliseconds, log.lines(range)),
});
