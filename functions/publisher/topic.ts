import { PublishBatchCommand, type SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { snsEntry } from '../shared/change/topic.ts';
import { errorName } from '../shared/lambda/error-fields.ts';
import type { Publication } from './publication.ts';

/** Why a change was not published: never, whoever asks, or not now. */
export interface Refusal {
  readonly isFinal: boolean;
  /** The code of SNS, or the name of an error. */
  readonly reason: string;
}

/** Where changes are published. */
export interface Topic {
  /**
   * Publishes changes in one request, none of the same record.
   * @returns of each change undefined where it is published.
   */
  publish(publications: readonly Publication[]): Promise<readonly (Refusal | undefined)[]>;
}

/**
 * Errors of a sender that are not about a message, but about who sends it, how often, and to where: a
 * person, or time, ends them.
 */
const passing =
  /auth|access|kms|throttl|exceeded|notfound|token|signature|security|endpoint|disabled/i;

/** A name is what its thrower likes: only one that looks like a name is repeated. */
const named = (reason: string): string => (/^[\w.]{1,80}$/.test(reason) ? reason : 'Error');

const refusalOf = (reason: string, isSenderFault: boolean): Refusal => ({
  isFinal: isSenderFault && !passing.test(reason),
  reason: named(reason),
});

const refusalBy = (error: unknown): Refusal => {
  if (error instanceof SNSServiceException)
    return refusalOf(error.name, error.$fault === 'client' && error.$retryable === undefined);
  return refusalOf(errorName(error), false);
};

/** A FIFO topic of SNS. */
export const snsTopic = (client: SNSClient, arn: string): Topic => {
  const publish: Topic['publish'] = async (publications) => {
    try {
      const { Successful = [], Failed = [] } = await client.send(
        new PublishBatchCommand({
          TopicArn: arn,
          PublishBatchRequestEntries: publications.map(({ message, deduplicationId }, index) => ({
            Id: String(index),
            ...snsEntry(message, deduplicationId),
          })),
        }),
      );
      return publications.map((_, index) => {
        if (Successful.some(({ Id }) => Id === String(index))) return undefined;
        const failure = Failed.find(({ Id }) => Id === String(index));
        return refusalOf(failure?.Code ?? 'Unconfirmed', failure?.SenderFault ?? false);
      });
    } catch (error) {
      const refusal = refusalBy(error);
      // Which message is wrong is only known once each was sent alone.
      if (!refusal.isFinal || publications.length === 1) return publications.map(() => refusal);
      const alone: (Refusal | undefined)[] = [];
      for (const one of publications) alone.push(...(await publish([one])));
      return alone;
    }
  };
  return { publish };
};
