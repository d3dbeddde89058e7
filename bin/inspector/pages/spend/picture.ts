import type {
  GroupLedger,
  SpendFigures,
} from '../../../../functions/issuing/ledger/figures/group-ledger.ts';
import { decimalPlacesOf } from '../../../webhooks/look/spend/wording.ts';
import { type Html, html } from '../../markup/html.ts';
import { type Bar, barsOf } from './bars.ts';

/** A figure's height, the positions of its text and bar in it, and the bar's thickness: pixels. */
const [LINE, TEXT, BAR, THICK] = [40, 14, 21, 9];

const line = ({ name, label, amount, stretches }: Bar, text: string, index: number): Html => {
  const y = index * LINE;
  const rect = (look: string, from: number, to: number): Html =>
    html`<rect class="${look}" x="${from}%" y="${y + BAR}" width="${to - from}%" height="${THICK}" rx="2"/>`;
  return html`<g class="figure ${name}">
<text x="0" y="${y + TEXT}">${label}</text><text class="amount" x="100%" y="${y + TEXT}">${text}</text>
${rect(amount ? 'track' : 'unknown', 0, 100)}${stretches.map(({ from, to }) => rect('bar', from, to))}
</g>`;
};

/** A currency's figures as a picture, with the same in words for screen readers. */
export const ledgerPicture = (
  figures: SpendFigures,
  entries: GroupLedger['entries'],
  { of, id }: { readonly of: string; readonly id: string },
): Html => {
  const bars = barsOf(figures, entries);
  const places = decimalPlacesOf(bars.map(({ amount }) => amount));
  const labelled = bars.map((bar) => ({ bar, text: bar.amount?.toFixed(places) ?? 'unknown' }));
  return html`<svg class="ledger" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-words" width="100%" height="${bars.length * LINE - LINE + BAR + THICK}">
<title id="${id}-title">Spend of ${of} in ${figures.currency}</title>
<desc id="${id}-words">${labelled.map(({ bar, text }) => `${bar.label} ${text}`).join(', ')} ${figures.currency}.</desc>
${labelled.map(({ bar, text }, index) => line(bar, text, index))}
</svg>`;
};
