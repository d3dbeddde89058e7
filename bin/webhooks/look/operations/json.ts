import * as v from 'valibot';
import { maybeText, maybeTime, time } from '../../json/event.ts';
import { type Operation, operationResults } from '../../pipeline/control/operation.ts';

/** What `operations --json` prints. */
export const operationsShape = v.array(
  v.strictObject({
    startedAt: time,
    endedAt: maybeTime,
    by: v.string(),
    command: v.string(),
    arguments: v.array(v.string()),
    /** `begun`: it runs, or was killed; `refused`: a check ended it before it did anything. */
    result: v.picklist(operationResults),
    counts: v.record(v.string(), v.number()),
    /** Digest of the code that made records. */
    code: maybeText,
  }),
);

/** Operations as JSON. */
export const operationsJson = (
  operations: readonly Operation[],
): v.InferOutput<typeof operationsShape> =>
  operations.map(({ startedAt, endedAt, by, command, arguments: words, result, counts, code }) => ({
    ...{ startedAt, endedAt: endedAt ?? null, by, command, arguments: [...words], result },
    ...{ counts, code: code ?? null },
  }));
