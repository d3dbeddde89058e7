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
 * Which messages of a batch are deleted from the queue after an invocation. A response that Lambda
 * cannot use, or that names a message outside the batch, fails the whole batch; no list is success.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const succeeded = (
  messageIds: readonly string[],
  outcome: InvocationOutcome,
  reportsItemFailures: boolean,
): readonly string[] => {
  if (!outcome.ok) return [];
  if (!reportsItemFailures) return messageIds;
  const parsed = v.safeParse(answer, JSON.parse(outcome.payload));
  if (!parsed.success) return [];
  const failures = parsed.output?.batchItemFailures ?? [];
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  if (!failed.isSubsetOf(new Set(messageIds))) return [];
  return messageIds.filter((id) => !failed.has(id));
};
