import type {
  GroupLedger,
  SpendFigures,
} from '../../../../functions/issuing/ledger/figures/group-ledger.ts';
import type { Ledger } from '../../../../functions/issuing/ledger/ledger.ts';
import { readSpend } from '../../../webhooks/look/spend/read.ts';
import { furtherMessagesOf, groupKeyOf } from '../../../webhooks/look/spend/wording.ts';
import { createReader } from '../../../webhooks/pipeline/records.ts';
import { commandLine } from '../../../webhooks/terminal/command-line.ts';
import { exitCodes, Failure } from '../../../webhooks/terminal/failure.ts';
import { inTerminal } from '../../markup/command.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Page, Visit } from '../../visit.ts';
import { ledgerPicture } from './picture.ts';
import { ledgerTable } from './table.ts';

const picture = (
  figures: SpendFigures,
  entries: GroupLedger['entries'],
  of: string,
  id: string,
): Html =>
  html`<figure class="card"><figcaption>${figures.currency}</figcaption>${ledgerPicture(figures, entries, { of, id: `${id}-${figures.currency}` })}</figure>`;

/** All groups together if there are several. */
const together = ({ groups, figures }: Ledger, id: string): Html | undefined =>
  groups.length === 1
    ? undefined
    : html`<div class="pictures">${figures.map((one) => picture(one, [], id, 'all'))}</div>`;

const groupSection = (group: GroupLedger, index: number): Html => {
  const first = groupKeyOf(group);
  return html`<section>
<h2>${objectLink('issuing', first)}${furtherMessagesOf(group)}</h2>
${group.figures.map(
  (one) =>
    html`<div class="currency">${picture(one, group.entries, first, `group-${index}`)}${ledgerTable(one, group.entries)}</div>`,
)}
${group.remarks.map((remark) => html`<p class="notice warn">${remark}</p>`)}
</section>`;
};

const otherTotals = ({ disagreements }: Ledger): Html | undefined =>
  disagreements.length === 0
    ? undefined
    : html`<section><h2>Totals reported by Airwallex differ from its messages</h2><ul class="links">${disagreements.map(
        ({ of, event, total, currency, reported, counted }) =>
          html`<li>${objectLink('issuing', of)}: ${total} ${reported.toFixed()} ${currency}, counted ${counted.toFixed()}, reported by <a class="id" href="${eventPath(event)}">${event}</a></li>`,
      )}</ul></section>`;

/** What a card or an authorization has spent: a picture, and the messages behind each figure. */
export const spendPage = async ({ target }: Visit, id: string): Promise<Page> => {
  const ledger = await readSpend(createReader(target.tables), id);
  if (!ledger) throw new Failure(`No spend of ${id} is known.`, exitCodes.notFound);
  return {
    title: `Spend of ${id}`,
    main: html`<div class="headline"><h1>Spend</h1><span class="quiet">posted is the change of the balance, negative when money was spent; all other figures have no sign</span></div>
<p class="id lead">${id}</p>
${together(ledger, id)}
${ledger.groups.map(groupSection)}
${otherTotals(ledger)}
${inTerminal(commandLine('spend', { operands: [id], pipeline: target.pipeline }))}`,
  };
};
