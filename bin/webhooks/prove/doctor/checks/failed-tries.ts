import { domains, unrouted } from '../../../../../functions/domains.ts';
import type { FailedLine } from '../../../../../functions/shared/query/failed.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted, number } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, warning } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** Five tries, with the pauses between them, take less. */
const HOUR_MS = 3_600_000;

/** Failed tries of a domain: counts by error, of how many messages, and the last of them. */
interface Tries {
  readonly errors: Map<string, number>;
  readonly messages: Set<string>;
  lastAt: number;
}

const triesOf = async (lines: AsyncIterable<FailedLine>): Promise<Tries> => {
  const tries: Tries = { errors: new Map(), messages: new Set(), lastAt: 0 };
  for await (const { error, messageId, at } of lines) {
    tries.errors.set(error, (tries.errors.get(error) ?? 0) + 1);
    tries.messages.add(messageId);
    tries.lastAt = Math.max(tries.lastAt, at);
  }
  return tries;
};

const findingOf = (
  domain: string,
  { errors, messages, lastAt }: Tries,
  now: number,
  { logsOf }: CheckContext,
): CheckFinding => {
  const total = [...errors.values()].reduce((sum, count) => sum + count, 0);
  const by = [...errors].map(([error, count]) => `${error} ${number(count)}`).join(', ');
  return warning(
    `${counted(total, 'try', 'tries')} of ${counted(messages.size, 'message')} failed in ${domain} in the last hour: ${by}; the last ${durationOf(Math.max(0, now - lastAt))} ago. SQS tries each message five times and then makes it a dead letter.`,
    logsOf(domain),
  );
};

/** No consumer fails on a message. */
export const failedTries: Check = {
  name: 'failed tries',
  after: ['pipeline'],
  run: async (context) => {
    const now = Date.now();
    const { failures } = await context.target();
    const found = await Promise.all(
      [...domains, unrouted].map(async ({ name }) => ({
        name,
        tries: await triesOf(failures(name, now - HOUR_MS)),
      })),
    );
    const failing = found.filter(({ tries }) => tries.messages.size > 0);
    if (failing.length === 0) return [ok('No consumer failed on a message in the last hour.')];
    return failing.map(({ name, tries }) => findingOf(name, tries, now, context));
  },
};
