import { spendKinds } from '../../../../functions/issuing/ledger/references.ts';
import { historyOf } from '../../../webhooks/look/history/history.ts';
import { type FullTimeline, fullTimelineOf } from '../../../webhooks/look/history/related.ts';
import { byCustomer, type FoundRecords } from '../../../webhooks/look/show/lookup/lookup.ts';
import { recordReasons } from '../../../webhooks/look/show/object/reasons.ts';
import { commandLine } from '../../../webhooks/terminal/command-line.ts';
import { inTerminal } from '../../markup/command.ts';
import { type Html, html } from '../../markup/html.ts';
import { spendPath } from '../../markup/links.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Page, Visit } from '../../visit.ts';
import { compareForm } from '../compare/form.ts';
import { deliveriesOf } from './deliveries.ts';
import { recordCard } from './record-card.ts';
import { timeline } from './timeline.ts';

const SHOWN_MEMBERS = 50;

const hasSpend = (kind: string): boolean => kind === 'card' || spendKinds.includes(kind);

const membersList = ({ domain, members }: FullTimeline): Html | undefined =>
  members.length === 0
    ? undefined
    : html`<section><h2>Belongs to it</h2><ul class="links">${members
        .slice(0, SHOWN_MEMBERS)
        .map((pk) => html`<li>${objectLink(domain.name, pk)}</li>`)}</ul>${
        members.length > SHOWN_MEMBERS &&
        html`<p class="aside">and ${members.length - SHOWN_MEMBERS} more</p>`
      }</section>`;

const paymentsList = ({ domain, records, more }: FoundRecords): Html =>
  html`<section><h2>Payments</h2><ul class="links">${records.map(
    ({ pk, status }) =>
      html`<li>${objectLink(domain, pk?.S ?? '')} <span class="quiet">${status?.S}</span></li>`,
  )}</ul>${more && html`<p class="aside">and more</p>`}</section>`;

/** An object: its current records, why they are current, and its timeline. */
export const objectPage = async ({ target }: Visit, domain: string, pk: string): Promise<Page> => {
  const full = await fullTimelineOf(target, domain, pk);
  const history = await historyOf(target, full, full.members);
  const payments = await byCustomer(target, [pk]);
  const deliveries = await deliveriesOf(target.accepted, full.events);
  const [kind = '', ...id] = pk.split('#');
  const parents = new Set(full.records.flatMap(({ link }) => link?.to ?? []));
  parents.delete(pk);
  return {
    title: pk,
    main: html`<div class="headline"><h1>${kind}</h1><span class="quiet">in ${domain}</span>${
      hasSpend(kind) && html`<a class="button" href="${spendPath(id.join('#'))}">Spend</a>`
    }</div>
<p class="id lead">${id.join('#')}</p>
${parents.size > 0 && html`<p class="aside">Belongs to ${[...parents].map((parent) => html`${objectLink(domain, parent)} `)}</p>`}
<div class="columns">
<section><h2>Timeline</h2>${
      full.members.length > 0 &&
      html`<p class="aside">${full.isWhole ? 'With the events of everything that belongs to it.' : 'Only its own events: each object that belongs to it has its own timeline.'}</p>`
    }${timeline(full, history, deliveries)}${compareForm(history)}</section>
<div>
<section><h2>Now</h2>${
      full.records.length === 0
        ? html`<p class="aside">No record has this key.</p>`
        : full.records.map((row) => recordCard(row, recordReasons(row, full), target.pipeline))
    }</section>
${membersList(full)}${payments.map(paymentsList)}
</div>
</div>
${inTerminal(commandLine('history', { operands: [pk], options: full.members.length > 0 ? ['--related'] : [], pipeline: target.pipeline }))}`,
  };
};
