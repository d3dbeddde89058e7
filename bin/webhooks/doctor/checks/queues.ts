import { setTimeout as pause } from 'node:timers/promises';
import { commandLine } from '../../command-line.ts';
import { durationOf } from '../../duration.ts';
import { counted } from '../../table.ts';
import { messagesIn } from '../../target/messages.ts';
import type { Target } from '../../target/target.ts';
import { type Check, type Finding, ok, problem } from '../check.ts';
import type { Patient } from '../patient.ts';

/** Seconds: a queue whose consumer is well is empty within a few. */
const LATE = 300;
/** Milliseconds in which a consumer takes something. */
const MOVE = 5_000;
const POLL = 500;

/** Whether fewer messages wait within some seconds. */
const moves = async (target: Target, url: string, before: number): Promise<boolean> => {
  for (const end = Date.now() + MOVE; Date.now() < end; ) {
    await pause(POLL);
    if ((await messagesIn(target, url)).visible < before) return true;
  }
  return false;
};

const queueNameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/** Whether something waits too long: by CloudWatch's measure, or on this machine by looking twice. */
const stuck = async (
  { stage }: Patient,
  target: Target,
  waiting: readonly { readonly url: string; readonly visible: number }[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  if (waiting.length === 0) return found;
  if (!stage) {
    await Promise.all(
      waiting.map(async ({ url, visible }) => {
        if (!(await moves(target, url, visible)))
          found.set(url, `and none was taken in ${durationOf(MOVE)}`);
      }),
    );
    return found;
  }
  const ages = await stage.ages(waiting.map(({ url }) => queueNameOf(url)));
  for (const { url } of waiting) {
    const age = ages.get(queueNameOf(url)) ?? 0;
    if (age > LATE) found.set(url, `the oldest for ${durationOf(age * 1_000)}`);
  }
  return found;
};

/** What was accepted is taken by its consumer. */
export const queues: Check = {
  name: 'queues',
  after: ['pipeline'],
  run: async (patient) => {
    const target = await patient.target();
    const all = await Promise.all(
      Object.entries(target.outputs.queues).map(async ([domain, url]) => ({
        domain,
        url,
        ...(await messagesIn(target, url)),
      })),
    );
    const late = await stuck(
      patient,
      target,
      all.filter(({ visible }) => visible > 0),
    );
    const problems = all.flatMap(({ domain, url, visible }): Finding[] => {
      const how = late.get(url);
      if (how === undefined) return [];
      return [
        problem(
          `${counted(visible, 'message')} of ${domain} ${visible === 1 ? 'waits' : 'wait'}, ${how}: its consumer takes none, fails, or is too slow.`,
          patient.logsOf(domain),
        ),
      ];
    });
    if (problems.length > 0) return problems;
    const held = all
      .filter(({ inFlight }) => inFlight > 0)
      .map(({ domain, inFlight }) => `${inFlight} of ${domain}`);
    return [
      ok(
        `Nothing waits for long${held.length === 0 ? '' : `; being handled, or to be tried again later: ${held.join(', ')}`}.`,
      ),
    ];
  },
};

/** Nothing has failed for good. */
export const deadLetters: Check = {
  name: 'dead letters',
  after: ['pipeline'],
  run: async ({ target: connected, pipeline }) => {
    const target = await connected();
    const found = await Promise.all(
      Object.entries(target.outputs.deadLetterQueues).map(async ([domain, url]) => {
        const { visible, inFlight } = await messagesIn(target, url);
        return { domain, messages: visible + inFlight };
      }),
    );
    const dead = found.filter(({ messages }) => messages > 0);
    if (dead.length === 0) return [ok('Every dead-letter queue is empty.')];
    return dead.map(({ domain, messages }) =>
      problem(
        `${counted(messages, 'event')} of ${domain} failed five times and ${messages === 1 ? 'has' : 'have'} had no effect; SQS deletes them 14 days after they came.`,
        commandLine('redrive', { operands: [domain], options: ['--dry-run'], pipeline }),
      ),
    );
  },
};
