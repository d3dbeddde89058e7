import { within } from '../../../../functions/shared/lambda/within.ts';
import { withAttention } from '../../../../functions/shared/query/attention.ts';
import { countedQueues, deadLetterQueuesOf } from '../../../webhooks/pipeline/queues/queues.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';

/** Events to count: a few more make no difference to a person. */
const MOST = 100;
/** How old a count of a deployed stage may be, and how long a page waits for one: milliseconds. */
const STAGE_AGE_MS = 20_000;
const MAX_WAIT_MS = 1_000;

const attentionOf = async ({ tables }: Target): Promise<number> => {
  let count = 0;
  for await (const _ of withAttention(tables.events, 'open', undefined, MOST)) {
    count += 1;
    if (count === MOST) break;
  }
  return count;
};

const deadLettersOf = async (target: Target): Promise<number> => {
  const queues = await countedQueues(target, deadLetterQueuesOf(target));
  return queues.reduce((sum, { visible, inFlight }) => sum + visible + inFlight, 0);
};

/** Counts what the navigation announces; undefined where it is not known (in time). */
export type CountOpen = () => Promise<string | undefined>;

const total = async (target: Target): Promise<string> => {
  const [events, dead] = await Promise.all([attentionOf(target), deadLettersOf(target)]);
  return events === MOST ? `${MOST}+` : String(events + dead);
};

/** Counts events that need attention, and dead letters: of a deployed stage not for each page. */
export const createCountOpen = (target: Target): CountOpen => {
  const maxAge = target.pipeline.stage === undefined ? 0 : STAGE_AGE_MS;
  let known: { readonly at: number; readonly text: string | undefined } | undefined;
  let counting: Promise<string | undefined> | undefined;
  const count = async (): Promise<string | undefined> => {
    // The page itself reports what cannot be read.
    const text = await total(target).catch(() => undefined);
    known = { at: Date.now(), text };
    counting = undefined;
    return text;
  };
  return async () => {
    if (known && Date.now() - known.at < maxAge) return known.text;
    counting ??= count();
    return within(MAX_WAIT_MS, counting, () => known?.text);
  };
};
