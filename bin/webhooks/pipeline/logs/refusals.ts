import {
  type Causes,
  countRefusals,
  type Refusals,
} from '../../../../functions/shared/query/logs/refusals.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { durationOf } from '../../terminal/duration.ts';
import type { Target } from '../target.ts';

const DAY_MS = 86_400_000;
/** Milliseconds by which the clock of the log may be ahead of this one. */
const SKEW_MS = 60_000;

/**
 * Airwallex signs everything, so a request without a signature is from someone else; a check of the
 * doctor causes one such refusal itself.
 */
export const UNSIGNED = 'signature missing';

/** The requests that were refused in the last day, the signed ones by cause. */
export interface RecentRefusals extends Refusals {
  /** Requests without a signature, which are not among the causes. */
  readonly unsigned: number;
  /** `in the last 24 h` */
  readonly period: string;
}

/**
 * Counts the refused requests of the last day.
 * @param maxReadingMs how long to read the log: a day of a large stage takes longer.
 * @returns undefined where the ingress has no log yet.
 */
export const recentRefusals = async (
  { accepted: log }: Target,
  now: number,
  maxReadingMs: number,
): Promise<RecentRefusals | undefined> => {
  const isEnough = () => Date.now() - now > maxReadingMs;
  const found = await countRefusals(log, { since: now - DAY_MS, until: now + SKEW_MS }, isEnough);
  if (!found) return undefined;
  const signed = [...found.causes].filter(([cause]) => cause !== UNSIGNED);
  const partly = found.complete
    ? ''
    : `, as far as the log could be read in ${durationOf(maxReadingMs)}`;
  return {
    ...found,
    causes: new Map(signed),
    unsigned: found.causes.get(UNSIGNED)?.count ?? 0,
    period: `in the last ${durationOf(now - found.since)}${partly}`,
  };
};

/** Why signed requests are refused, and the next step. */
interface Likely {
  readonly text: string;
  readonly command: (pipeline: PipelineOptions) => string;
}

/** Causes with what they are likely to mean, the most specific first. */
const meanings: readonly (readonly [cause: string, likely: Likely])[] = [
  [
    'signature wrong',
    {
      text: 'Airwallex signs with a secret that is not live here, something alters bodies in transit, or someone sends forgeries.',
      command: (pipeline) => commandLine('doctor signature', { options: ['--help'], pipeline }),
    },
  ],
  [
    'source not allowed',
    {
      text: "They were sent from addresses that are not among the stage's allowedSources.",
      command: () => 'grep -A5 allowedSources cdk.json',
    },
  ],
  [
    'label not allowed',
    {
      text: 'Events whose names are reserved (internal.…, heartbeat.…) were signed with a secret of Airwallex, or others with the secret "internal" or "heartbeat".',
      command: (pipeline) => commandLine('secrets list', { pipeline }),
    },
  ],
  [
    'stale',
    {
      text: 'They were sent longer ago than the stage accepts.',
      command: () => 'grep rejectStaleAfterSeconds cdk.json',
    },
  ],
];

/** What the causes are likely to mean; undefined where none is known. */
export const likelyMeaning = (causes: Causes): Likely | undefined =>
  meanings.find(([cause]) => causes.has(cause))?.[1];
