import * as v from 'valibot';
import type { InvocationOutcome } from '../lambda/runtime-api.ts';

const answer = v.nullish(
  v.object({
    batchItemFailures: v.nullish(
      v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.nonEmpty()) })),
    ),
  }),
);

/**
 * Which items of a batch failed; undefined where all of it failed. A response that Lambda cannot use, or
 * that names an item outside the batch, fails the whole batch; no list is success.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const failedItems = (
  ids: readonly string[],
  outcome: InvocationOutcome,
  reportsItemFailures: boolean,
): ReadonlySet<string> | undefined => {
  if (!outcome.ok) return undefined;
  if (!reportsItemFailures) return new Set();
  const parsed = v.safeParse(answer, JSON.parse(outcome.payload));
  if (!parsed.success) return undefined;
  const failures = parsed.output?.batchItemFailures ?? [];
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  return failed.isSubsetOf(new Set(ids)) ? failed : undefined;
};

/** Which messages of a batch are deleted from the queue after an invocation. */
export const succeeded = (
  messageIds: readonly string[],
  outcome: InvocationOutcome,
  reportsItemFailures: boolean,
): readonly string[] => {
  const failed = failedItems(messageIds, outcome, reportsItemFailures);
  return failed ? messageIds.filter((id) => !failed.has(id)) : [];
};
