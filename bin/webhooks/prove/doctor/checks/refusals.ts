import {
  causesText,
  countRefusals,
  type Refusals,
  totalOf,
} from '../../../../../functions/shared/query/refusals.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, skipped, warning } from '../check.ts';
import type { CheckContext } from '../context.ts';

const DAY_MS = 86_400_000;
/** Milliseconds to read the log: a day of a large stage takes longer. */
const MAX_READING_MS = 20_000;
/** Milliseconds by which the clock of the log may be ahead of this one. */
const SKEW_MS = 60_000;

/**
 * Airwallex signs everything, so a request without a signature is from someone else; the check of an
 * unsigned request causes one such refusal itself. If signatures were lost in transit, the heartbeat
 * would be refused.
 */
const UNSIGNED = 'signature missing';

/** Causes of refused signed requests with the next step, the most specific first. */
const remedies: readonly (readonly [
  cause: string,
  likely: string,
  next: (context: CheckContext) => string,
])[] = [
  [
    'signature wrong',
    'Airwallex signs with a secret that is not live here, something alters bodies in transit, or someone sends forgeries.',
    ({ pipeline }) => commandLine('doctor signature', { options: ['--help'], pipeline }),
  ],
  [
    'source not allowed',
    "They were sent from addresses that are not among the stage's allowedSources.",
    () => 'grep -A5 allowedSources cdk.json',
  ],
  [
    'stale',
    'They were sent longer ago than the stage accepts.',
    () => 'grep rejectStaleAfterSeconds cdk.json',
  ],
];

const periodOf = ({ since, complete }: Refusals, now: number): string =>
  `in the last ${durationOf(now - since)}${complete ? '' : `, as far as the log could be read in ${durationOf(MAX_READING_MS)}`}`;

const fine = (unsigned: number, time: string): CheckFinding =>
  ok(
    unsigned === 0
      ? `No request was refused ${time}.`
      : `No signed request was refused ${time}. ${counted(unsigned, 'request')} without a signature: Airwallex signs every webhook, and the check "unsigned request" sends one each time.`,
  );

/** No webhook is refused. Refused forgeries are not a problem: the pipeline works as intended. */
export const refusals: Check = {
  name: 'refusals',
  after: ['pipeline'],
  run: async (context) => {
    const now = Date.now();
    const { accepted: log } = await context.target();
    const isEnough = () => Date.now() - now > MAX_READING_MS;
    const found = await countRefusals(log, { since: now - DAY_MS, until: now + SKEW_MS }, isEnough);
    if (!found) return [skipped('The ingress has no log yet.')];
    const time = periodOf(found, now);
    const causes = new Map([...found.causes].filter(([cause]) => cause !== UNSIGNED));
    const total = totalOf(causes);
    if (total === 0) return [fine(found.causes.get(UNSIGNED)?.count ?? 0, time)];
    const last = Math.max(...[...causes.values()].map(({ lastAt }) => lastAt));
    const [, likely = '', next] = remedies.find(([cause]) => causes.has(cause)) ?? [];
    return [
      warning(
        `${counted(total, 'request was', 'requests were')} refused ${time}: ${causesText(causes)}; the last ${durationOf(Math.max(0, now - last))} ago. ${likely}`.trim(),
        next?.(context) ?? context.logsOf('ingress'),
      ),
    ];
  },
};
