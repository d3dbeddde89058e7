import { within } from '../../../../functions/shared/lambda/within.ts';
import type { FailedLine } from '../../../../functions/shared/query/failed.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';
import { durationOf } from '../../../webhooks/terminal/duration.ts';
import { counted } from '../../../webhooks/terminal/table.ts';

const DAY_MS = 86_400_000;
/** Milliseconds to read a log: a day of a large stage takes longer. */
const MAX_READING_MS = 5_000;

const read = async ({ failures }: Target, domain: string, now: number) => {
  const messages = new Set<string>();
  let tries = 0;
  let last: FailedLine | undefined;
  for await (const line of failures(domain, now - DAY_MS)) {
    messages.add(line.messageId);
    tries += 1;
    if (line.at >= (last?.at ?? 0)) last = line;
  }
  return { messages: messages.size, tries, last };
};

/** The failed tries of a domain's messages in the last day, in words; undefined where it logged none. */
export const failedTries = async (
  target: Target,
  domain: string,
  now: number,
): Promise<string | undefined> => {
  const found = await within(MAX_READING_MS, read(target, domain, now), () => undefined);
  if (!found) return `not known: its log could not be read in ${durationOf(MAX_READING_MS)}`;
  const { messages, tries, last } = found;
  if (!last) return undefined;
  const where = last.where === undefined ? '' : ` ${last.where}`;
  return `${counted(tries, 'time')} in the last day, with ${counted(messages, 'message')}; the last ${durationOf(Math.max(0, now - last.at))} ago: ${last.error}${where}`;
};
