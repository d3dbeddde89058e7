import { commandLine } from '../../command-line.ts';
import { durationOf } from '../../duration.ts';
import { causesText, countRefusals, type Refusals, totalOf } from '../../refusals.ts';
import { counted } from '../../table.ts';
import { type Check, type Finding, ok, skipped, warning } from '../check.ts';
import type { Patient } from '../patient.ts';

const DAY = 86_400_000;
/** Milliseconds to read a log in: what a large stage logs in a day takes longer. */
const READING = 20_000;
/** Milliseconds that the clock of the log may be ahead of this one. */
const SKEW = 60_000;

/**
 * What has no signature is not of Airwallex, which signs everything; the check of an unsigned request
 * makes one such refusal itself. Were signatures lost on the way, the heartbeat would be refused.
 */
const UNSIGNED = 'signature missing';

/** What causes a refusal of a signed request, and what to do, the most telling first. */
const remedies: readonly (readonly [
  cause: string,
  likely: string,
  next: (patient: Patient) => string,
])[] = [
  [
    'signature wrong',
    'Airwallex signs with a secret that is not live here, something alters bodies on the way, or somebody forges.',
    ({ pipeline }) => commandLine('doctor signature', { options: ['--help'], pipeline }),
  ],
  [
    'source not allowed',
    "They came from addresses that are not among the stage's allowedSources.",
    () => 'grep -A5 allowedSources cdk.json',
  ],
  [
    'stale',
    'They were sent longer ago than the stage accepts.',
    () => 'grep rejectStaleAfterSeconds cdk.json',
  ],
];

const timeOf = ({ since, complete }: Refusals, now: number): string =>
  `in the last ${durationOf(now - since)}${complete ? '' : `, as far as the log could be read in ${durationOf(READING)}`}`;

const fine = (unsigned: number, time: string): Finding =>
  ok(
    unsigned === 0
      ? `No request was refused ${time}.`
      : `No signed request was refused ${time}. ${counted(unsigned, 'request')} without a signature: Airwallex signs every webhook, and the check "unsigned request" sends such a one each time.`,
  );

/** No webhook is refused. That a forgery is, is no problem: it is the pipeline at work. */
export const refusals: Check = {
  name: 'refusals',
  after: ['pipeline'],
  run: async (patient) => {
    const now = Date.now();
    const { accepted: log } = await patient.target();
    const isEnough = () => Date.now() - now > READING;
    const found = await countRefusals(log, { since: now - DAY, until: now + SKEW }, isEnough);
    if (!found) return [skipped('The ingress has no log yet.')];
    const time = timeOf(found, now);
    const causes = new Map([...found.causes].filter(([cause]) => cause !== UNSIGNED));
    const total = totalOf(causes);
    if (total === 0) return [fine(found.causes.get(UNSIGNED)?.count ?? 0, time)];
    const last = Math.max(...[...causes.values()].map(({ lastAt }) => lastAt));
    const [, likely = '', next] = remedies.find(([cause]) => causes.has(cause)) ?? [];
    return [
      warning(
        `${counted(total, 'request was', 'requests were')} refused ${time}: ${causesText(causes)}; the last ${durationOf(Math.max(0, now - last))} ago. ${likely}`.trim(),
        next?.(patient) ?? patient.logsOf('ingress'),
      ),
    ];
  },
};
