import { causesText, totalOf } from '../../../../../functions/shared/query/logs/refusals.ts';
import { likelyMeaning, recentRefusals } from '../../../pipeline/logs/refusals.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, skipped, warning } from '../check.ts';

/** Milliseconds to read the log: a day of a large stage takes longer. */
const MAX_READING_MS = 20_000;

const fine = (unsigned: number, period: string): CheckFinding =>
  ok(
    unsigned === 0
      ? `No request was refused ${period}.`
      : `No signed request was refused ${period}. ${counted(unsigned, 'request')} without a signature: Airwallex signs every webhook, and the check "unsigned request" sends one each time.`,
  );

/**
 * No webhook is refused. Refused forgeries are not a problem: the pipeline works as intended. If
 * signatures were lost in transit, the heartbeat would be refused.
 */
export const refusals: Check = {
  name: 'refusals',
  after: ['pipeline'],
  run: async (context) => {
    const now = Date.now();
    const found = await recentRefusals(await context.target(), now, MAX_READING_MS);
    if (!found) return [skipped('The ingress has no log yet.')];
    const { causes, unsigned, period } = found;
    const total = totalOf(causes);
    if (total === 0) return [fine(unsigned, period)];
    const last = Math.max(...[...causes.values()].map(({ lastAt }) => lastAt));
    const likely = likelyMeaning(causes);
    return [
      warning(
        `${counted(total, 'request was', 'requests were')} refused ${period}: ${causesText(causes)}; the last ${durationOf(Math.max(0, now - last))} ago. ${likely?.text ?? ''}`.trim(),
        likely?.command(context.pipeline) ?? context.logsOf('ingress'),
      ),
    ];
  },
};
