import { within } from '../../../../functions/shared/lambda/within.ts';
import { countTries, errorsText, triesText } from '../../../webhooks/pipeline/logs/failed-tries.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';
import { durationOf } from '../../../webhooks/terminal/duration.ts';

const DAY_MS = 86_400_000;
/** Milliseconds to read a log: a day of a large stage takes longer. */
const MAX_READING_MS = 5_000;

/** The failed tries of a domain's messages in the last day, in words; undefined where it logged none. */
export const failedTries = async (
  { failures }: Target,
  domain: string,
  now: number,
): Promise<string | undefined> => {
  const reading = countTries(failures(domain, now - DAY_MS));
  const tries = await within(MAX_READING_MS, reading, () => undefined);
  if (!tries) return `not known: its log could not be read in ${durationOf(MAX_READING_MS)}`;
  if (tries.messages.size === 0) return undefined;
  return `${triesText(tries)} in the last day: ${errorsText(tries, now)}`;
};
