import { setTimeout as pause } from 'node:timers/promises';
import type { Messages } from '../../../../../functions/shared/query/queues.ts';
import {
  countedQueues,
  deadLetterQueuesOf,
  messagesIn,
  type QueueOfDomain,
} from '../../../pipeline/queues/queues.ts';
import type { Target } from '../../../pipeline/target.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, problem } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** Seconds: a healthy consumer empties its queue within a few. */
const MAX_AGE_SECONDS = 300;
/** Milliseconds within which a consumer finishes with a message. */
const MAX_IDLE_MS = 5_000;
const POLL_MS = 500;

/** Messages that no consumer has finished with. */
const unfinished = ({ visible, inFlight }: Pick<Messages, 'visible' | 'inFlight'>): number =>
  visible + inFlight;

/** Whether the queue gets shorter within a few seconds. */
const getsShorter = async (target: Target, url: string, before: number): Promise<boolean> => {
  for (const end = Date.now() + MAX_IDLE_MS; Date.now() < end; ) {
    await pause(POLL_MS);
    if (unfinished(await messagesIn(target, url)) < before) return true;
  }
  return false;
};

/** Queues whose messages wait too long: by the metric of CloudWatch, or locally by polling. */
const stuck = async (
  { stage }: CheckContext,
  target: Target,
  waiting: readonly QueueOfDomain[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  if (waiting.length === 0) return found;
  if (!stage) {
    await Promise.all(
      waiting.map(async (queue) => {
        if (!(await getsShorter(target, queue.url, unfinished(queue))))
          found.set(queue.url, `and none was finished in ${durationOf(MAX_IDLE_MS)}`);
      }),
    );
    return found;
  }
  const ages = await target.queueAges(waiting.map(({ url }) => url));
  for (const { url } of waiting) {
    const age = ages.get(url) ?? 0;
    if (age > MAX_AGE_SECONDS) found.set(url, `the oldest for ${durationOf(age * 1_000)}`);
  }
  return found;
};

/** The consumers receive what was accepted. */
export const queues: Check = {
  name: 'queues',
  after: ['pipeline'],
  run: async (context) => {
    const target = await context.target();
    const all = await countedQueues(target, target.outputs.queues);
    const overdue = await stuck(
      context,
      target,
      all.filter((queue) => unfinished(queue) > 0),
    );
    const problems = all.flatMap((queue): CheckFinding[] => {
      const how = overdue.get(queue.url);
      if (how === undefined) return [];
      const count = unfinished(queue);
      return [
        problem(
          `${counted(count, 'message')} of ${queue.domain} ${count === 1 ? 'waits' : 'wait'}, ${how}: its consumer receives none, fails, or is too slow.`,
          context.logsOf(queue.domain),
        ),
      ];
    });
    if (problems.length > 0) return problems;
    const inProgress = all
      .filter(({ inFlight }) => inFlight > 0)
      .map(({ domain, inFlight }) => `${inFlight} of ${domain}`);
    return [
      ok(
        `No message waits for long${inProgress.length === 0 ? '' : `; in progress, or to be retried: ${inProgress.join(', ')}`}.`,
      ),
    ];
  },
};

/** The dead-letter queues are empty. */
export const deadLetters: Check = {
  name: 'dead letters',
  after: ['pipeline'],
  run: async ({ target: connected, pipeline }) => {
    const target = await connected();
    const found = await countedQueues(target, deadLetterQueuesOf(target));
    const dead = found
      .map(({ domain, visible, inFlight }) => ({ domain, messages: visible + inFlight }))
      .filter(({ messages }) => messages > 0);
    if (dead.length === 0) return [ok('Every dead-letter queue is empty.')];
    const reactions = target.outputs.changes?.deadLetterQueues ?? {};
    return dead.map(({ domain, messages }) =>
      problem(
        `${counted(messages, 'message')} on the dead-letter queue of ${domain} ${messages === 1 ? 'has' : 'have'} had no effect; SQS deletes them 14 days after they arrived. ${Object.hasOwn(reactions, domain) ? 'They can be moved back.' : 'An unreadable one can be discarded (--discard), any other moved back.'}`,
        commandLine('redrive', { operands: [domain], options: ['--dry-run'], pipeline }),
      ),
    );
  },
};
