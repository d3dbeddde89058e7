import { acknowledgementTexts } from '../../webhooks/fix/quarantine/print.ts';
import { type Advised, eventsOf, readAttention } from '../../webhooks/fix/quarantine/read.ts';
import { groupReasons, namesText } from '../../webhooks/pipeline/attention.ts';
import type { Target } from '../../webhooks/pipeline/target.ts';
import { commandLine } from '../../webhooks/terminal/command-line.ts';
import { counted } from '../../webhooks/terminal/table.ts';
import { badge } from '../markup/badge.ts';
import { commandText, inTerminal } from '../markup/command.ts';
import { definitionList } from '../markup/facts.ts';
import { type Html, html } from '../markup/html.ts';
import { eventPath } from '../markup/links.ts';
import { moment } from '../markup/moment.ts';
import type { Page, Visit } from '../visit.ts';
import { adviceList, readable } from './attention/card.ts';
import { deadLetters, waiting } from './attention/queues.ts';
import { refusals } from './attention/refusals.ts';

const card = ({ group, advice, acknowledgements }: Advised): Html => {
  const { trouble, domain, count, names, first, last, example } = group;
  return html`<article class="card trouble">
<h2>${badge(trouble)} ${counted(count, 'event')} <span class="quiet">in ${domain}</span></h2>
<ul class="issues">${groupReasons(group).map((reason) => html`<li>${reason}</li>`)}</ul>
${definitionList([
  ['Names', namesText(names)],
  ['Archived', first === last ? moment(first) : html`${moment(first)} to ${moment(last)}`],
  ['Example', html`<a class="id" href="${eventPath(example.id)}">${example.id}</a>`],
  ...acknowledgementTexts(acknowledgements).map((text) => ['Acknowledged', text] as const),
])}
${adviceList(advice)}
</article>`;
};

const acknowledgedNote = (acknowledged: number, { pipeline }: Target): Html =>
  html`<p class="aside">${counted(acknowledged, 'event is', 'events are')} acknowledged: ${commandText(commandLine('quarantine', { options: ['--acknowledged'], pipeline }))}</p>`;

/** What needs attention, by reason, and what to do about it. */
export const quarantinePage = async (visit: Visit): Promise<Page> => {
  const { target } = visit;
  const [{ groups, acknowledged }, ...others] = await Promise.all([
    readAttention(target),
    readable('The dead-letter queues', deadLetters(visit)),
    readable('Refused requests', refusals(visit)),
    readable('The queues', waiting(visit)),
  ]);
  const total = eventsOf(groups.map(({ group }) => group));
  const cards = others.flatMap((found) => found.cards);
  const fine = others.flatMap((found) => found.fine ?? []);
  return {
    title: 'Needs attention',
    main: html`<div class="headline"><h1>Needs attention</h1>${
      total > 0 &&
      html`<span class="quiet">${counted(total, 'event')}, ${counted(groups.length, 'reason')}</span>`
    }</div>
${
  total === 0
    ? cards.length === 0 &&
      html`<p class="empty">Nothing needs attention${acknowledged === 0 && ': every event was read'}.</p>`
    : html`<p class="aside">These events are archived but not fully applied: nothing is lost, and each can be replayed once its cause is fixed.</p>${groups.map(card)}`
}${acknowledged > 0 && acknowledgedNote(acknowledged, target)}
${cards.length > 0 && html`<section>${total > 0 && html`<h2>Not in the archive</h2>`}${cards}</section>`}
${fine.length > 0 && html`<section><h2>In order</h2><ul class="links">${fine.map((one) => html`<li>${one}</li>`)}</ul></section>`}
${inTerminal(commandLine('quarantine', { pipeline: target.pipeline }), commandLine('doctor', { pipeline: target.pipeline }))}`,
  };
};
