import { setTimeout as pause } from 'node:timers/promises';
import { countedQueues, messagesIn } from '../../../pipeline/queues.ts';
import type { Target } from '../../../pipeline/target.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, problem } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** Seconds: a healthy consumer empties its queue within a few. */
const MAX_AGE_SECONDS = 300;
/** Milliseconds within which a consumer receives a message. */
const MAX_IDLE_MS = 5_000;
const POLL_MS = 500;

/** Whether the queue gets shorter within a few seconds. */
const getsShorter = async (target: Target, url: string, before: number): Promise<boolean> => {
  for (const end = Date.now() + MAX_IDLE_MS; Date.now() < end; ) {
    await pause(POLL_MS);
    if ((await messagesIn(target, url)).visible < before) return true;
  }
  return false;
};

/** Queues whose messages wait too long: by the metric of CloudWatch, or locally by polling. */
const stuck = async (
  { stage }: CheckContext,
  target: Target,
  waiting: readonly { readonly url: string; readonly visible: number }[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  if (waiting.length === 0) return found;
  if (!stage) {
    await Promise.all(
      waiting.map(async ({ url, visible }) => {
        if (!(await getsShorter(target, url, visible)))
          found.set(url, `and none was received in ${durationOf(MAX_IDLE_MS)}`);
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
      all.filter(({ visible }) => visible > 0),
    );
    const problems = all.flatMap(({ domain, url, visible }): CheckFinding[] => {
      const how = overdue.get(url);
      if (how === undefined) return [];
      return [
        problem(
          `${counted(visible, 'message')} of ${domain} ${visible === 1 ? 'waits' : 'wait'}, ${how}: its consumer receives none, fails, or is too slow.`,
          context.logsOf(domain),
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
    const found = await countedQueues(target, target.outputs.deadLetterQueues);
    const dead = found
      .map(({ domain, visible, inFlight }) => ({ domain, messages: visible + inFlight }))
      .filter(({ messages }) => messages > 0);
    if (dead.length === 0) return [ok('Every dead-letter queue is empty.')];
    return dead.map(({ domain, messages }) =>
      problem(
        `${counted(messages, 'message')} on the dead-letter queue of ${domain} ${messages === 1 ? 'has' : 'have'} had no effect; SQS deletes them 14 days after they arrived. An unreadable one can be discarded (--discard), any other moved back.`,
        commandLine('redrive', { operands: [domain], options: ['--dry-run'], pipeline }),
      ),
    );
  },
};
