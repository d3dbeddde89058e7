import type { Publication } from '../../../functions/publisher/publication.ts';
import type { Refusal } from '../../../functions/publisher/topic.ts';
import { type Clock, deduplication, type Sent } from './queue.ts';

/** What SNS does with a message: takes it, refuses it now, or never takes it. */
export type Whim = 'takes' | 'throttles' | 'refuses';

const refusals: Readonly<Record<Whim, Refusal | undefined>> = {
  takes: undefined,
  throttles: { isFinal: false, reason: 'Throttled' },
  refuses: { isFinal: true, reason: 'InvalidParameter' },
};

/**
 * A FIFO topic of SNS with raw delivery.
 * @param deliver hands a message to the queues subscribed.
 * @param known milliseconds within which it drops what it got; five minutes where undefined.
 */
export const fifoTopic = (
  clock: Clock,
  deliver: (message: Sent, object: string) => void,
  whim: (publication: Publication) => Whim,
  known?: number,
) => {
  const { isNew } = deduplication(clock, known);
  return {
    publish: (publications: readonly Publication[]): readonly (Refusal | undefined)[] =>
      publications.map((publication) => {
        const refusal = refusals[whim(publication)];
        if (refusal !== undefined) return refusal;
        const { groupId, deduplicationId, message } = publication;
        if (isNew(`${groupId} ${deduplicationId}`))
          deliver({ body: message.body, groupId, deduplicationId }, message.attributes.object);
        return undefined;
      }),
  };
};
