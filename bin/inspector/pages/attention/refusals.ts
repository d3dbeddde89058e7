import { totalOf } from '../../../../functions/shared/query/logs/refusals.ts';
import { likelyMeaning, recentRefusals } from '../../../webhooks/pipeline/logs/refusals.ts';
import { commandLine } from '../../../webhooks/terminal/command-line.ts';
import { durationOf } from '../../../webhooks/terminal/duration.ts';
import { counted } from '../../../webhooks/terminal/table.ts';
import { html } from '../../markup/html.ts';
import type { Visit } from '../../visit.ts';
import { type Found, openCard } from './card.ts';

/** Milliseconds to read the log of the ingress: a day of a large stage takes longer. */
const MAX_READING_MS = 5_000;

/** Signed requests that were refused in the last day, by cause. */
export const refusals = async ({ target, now }: Visit): Promise<Found> => {
  const found = await recentRefusals(target, now, MAX_READING_MS);
  if (!found) return { cards: [], fine: 'The ingress has no log yet.' };
  const { causes, unsigned, period } = found;
  const total = totalOf(causes);
  const others = unsigned > 0 ? ` ${counted(unsigned, 'request')} without a signature.` : '';
  if (total === 0) return { cards: [], fine: `No signed request was refused ${period}.${others}` };
  const { pipeline } = target;
  const likely = likelyMeaning(causes);
  return {
    cards: [
      openCard(
        html`<span class="badge warn">refused</span> ${counted(total, 'request')} <span class="quiet">${period}</span>`,
        [...causes].map(([cause, { count, lastAt }]) => [
          cause,
          `${counted(count, 'request')}, the last ${durationOf(Math.max(0, now - lastAt))} ago`,
        ]),
        [
          {
            text: likely?.text ?? 'Airwallex sends each again for up to three days.',
            command: likely?.command(pipeline) ?? commandLine('doctor', { pipeline }),
          },
        ],
      ),
    ],
  };
};
