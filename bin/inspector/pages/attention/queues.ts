import {
  countedQueues,
  deadLetterQueuesOf,
  type QueueOfDomain,
} from '../../../webhooks/pipeline/queues/queues.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';
import { commandLine } from '../../../webhooks/terminal/command-line.ts';
import { durationOf } from '../../../webhooks/terminal/duration.ts';
import { counted, number } from '../../../webhooks/terminal/table.ts';
import { html } from '../../markup/html.ts';
import type { Visit } from '../../visit.ts';
import { type Found, openCard } from './card.ts';
import { failedTries } from './failures.ts';

/** Seconds: a healthy consumer empties its queue within a few. */
const MAX_AGE_SECONDS = 300;

const totalOf = ({ visible, inFlight, delayed }: QueueOfDomain): number =>
  visible + inFlight + delayed;

/** The queues that are not empty, with the age of the oldest message, seconds, and failed tries. */
const filled = async (target: Target, urls: Readonly<Record<string, string>>, now: number) => {
  const queues = (await countedQueues(target, urls)).filter((queue) => totalOf(queue) > 0);
  const ages = await target.queueAges(queues.map(({ url }) => url));
  return Promise.all(
    queues.map(async (queue) => ({
      ...queue,
      age: ages.get(queue.url),
      failed: await failedTries(target, queue.domain, now),
    })),
  );
};

const ageText = (age: number | undefined): string =>
  age === undefined ? 'age not measured' : `for ${durationOf(1_000 * age)}`;

/** Messages that failed as often as they were tried: they had no effect. */
export const deadLetters = async ({ target, now }: Visit): Promise<Found> => {
  const dead = await filled(target, deadLetterQueuesOf(target), now);
  if (dead.length === 0) return { cards: [], fine: 'Every dead-letter queue is empty.' };
  const redrive = (domain: string, options: readonly string[] = []): string =>
    commandLine('redrive', { operands: [domain], options, pipeline: target.pipeline });
  return {
    cards: dead.map((queue) =>
      openCard(
        html`<span class="badge bad">dead letters</span> ${counted(totalOf(queue), 'message')} <span class="quiet">in ${queue.domain}</span>`,
        [
          ['Oldest', ageText(queue.age)],
          ['Failed', queue.failed],
          ['Kept', '14 days from when each was first sent'],
        ],
        [
          {
            text: 'See each with its event, and why it failed:',
            command: redrive(queue.domain, ['--dry-run']),
          },
          {
            text: 'Once the cause is fixed, move them back to their queue; an unreadable one can only be discarded (--discard):',
            command: redrive(queue.domain),
          },
        ],
      ),
    ),
  };
};

/** Messages that no consumer has finished with. */
export const waiting = async ({ target, now }: Visit): Promise<Found> => {
  const queues = await filled(target, target.outputs.queues, now);
  if (queues.length === 0) return { cards: [], fine: 'No message waits in a queue.' };
  const next = commandLine('doctor', { pipeline: target.pipeline });
  return {
    cards: queues.map((queue) => {
      const isLate = (queue.age ?? 0) > MAX_AGE_SECONDS || queue.failed !== undefined;
      return openCard(
        html`<span class="badge ${isLate ? 'warn' : 'quiet'}">waiting</span> ${counted(totalOf(queue), 'message')} <span class="quiet">in ${queue.domain}</span>`,
        [
          ['Oldest', ageText(queue.age)],
          ['Ready', number(queue.visible)],
          ['With its consumer, or to be tried again', number(queue.inFlight + queue.delayed)],
          ['Failed', queue.failed],
        ],
        [{ text: 'A queue is usually empty within seconds. If this one is not:', command: next }],
      );
    }),
  };
};
