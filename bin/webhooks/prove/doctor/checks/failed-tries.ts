import { domains, unrouted } from '../../../../../functions/domains.ts';
import {
  countTries,
  errorsText,
  type FailedTries,
  triesText,
} from '../../../pipeline/logs/failed-tries.ts';
import { type Check, type CheckFinding, ok, warning } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** Five tries, with the pauses between them, take less. */
const HOUR_MS = 3_600_000;

const findingOf = (
  domain: string,
  tries: FailedTries,
  now: number,
  { logsOf }: CheckContext,
): CheckFinding =>
  warning(
    `${triesText(tries)} failed in ${domain} in the last hour: ${errorsText(tries, now)}. SQS tries each message five times and then makes it a dead letter.`,
    logsOf(domain),
  );

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
        tries: await countTries(failures(name, now - HOUR_MS)),
      })),
    );
    const failing = found.filter(({ tries }) => tries.messages.size > 0);
    if (failing.length === 0) return [ok('No consumer failed on a message in the last hour.')];
    return failing.map(({ name, tries }) => findingOf(name, tries, now, context));
  },
};
