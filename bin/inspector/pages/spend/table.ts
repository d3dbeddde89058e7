import type {
  GroupLedger,
  SpendFigures,
} from '../../../../functions/issuing/ledger/figures/group-ledger.ts';
import { decimalPlacesOf, shownOf } from '../../../webhooks/look/spend/wording.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { objectLink } from '../../markup/object-link.ts';

type Entries = GroupLedger['entries'];

/** Links to messages, with a separator between two. */
const messageLinks = (keys: readonly string[], separator: string): Html =>
  html`${keys.map((pk, index) => html`${index > 0 && separator}${objectLink('issuing', pk)}`)}`;

const eventLinks = (events: readonly string[]): Html =>
  html`${events.map((id) => html` <a class="id" href="${eventPath(id)}">${id}</a>`)}`;

/** A currency's figures, each with the messages behind it and the webhooks that reported them. */
export const ledgerTable = (figures: SpendFigures, entries: Entries): Html => {
  const own = entries.filter(({ currency }) => currency === figures.currency);
  const shown = shownOf(figures);
  const places = decimalPlacesOf([
    ...shown.map(([name]) => figures[name]),
    ...own.map(({ amount }) => amount),
  ]);
  return html`<table class="figures panel">
<caption class="unseen">${figures.currency}</caption>
<thead><tr><th scope="col">Figure</th><th scope="col" class="amount">Amount</th><th scope="col">Message</th><th scope="col">Webhook</th></tr></thead>
<tbody>${shown.map(
    ([name, label]) => html`
<tr class="sum"><th scope="row">${label}</th><td class="amount">${figures[name]?.toFixed(places) ?? 'unknown'}</td><td></td><td></td></tr>${own
      .filter(({ figure }) => figure === name)
      .map(
        ({ amount, ids, events, message }) => html`
<tr><td></td><td class="amount">${amount.toFixed(places)}</td><td>${message ? messageLinks(ids, ' = ') : html`the rest, ended by ${messageLinks(ids, ' and ')}`}</td><td>${eventLinks(events)}</td></tr>`,
      )}`,
  )}
</tbody>
</table>`;
};
