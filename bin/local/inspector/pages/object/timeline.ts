import type { History } from '../../../../webhooks/history.ts';
import { badge } from '../../markup/badge.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { marksList } from '../../markup/marks.ts';
import { moment } from '../../markup/moment.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Deliveries } from './deliveries.ts';
import type { WholeStory } from './story.ts';

type Told = History['events'][number];

/** How an event is drawn: one of whose rows at least one stands is the present, the others are past. */
const stateOf = ({ rows, outcome }: Told): string => {
  if (outcome === 'quarantined') return 'bad';
  if (rows.some(({ state }) => state === 'waits')) return 'waits';
  return rows.some(({ state }) => state === 'stands') ? 'stands' : 'past';
};

const entry = (
  event: Told,
  delivered: number,
  { domain, pk }: WholeStory,
): Html => html`<li class="${stateOf(event)}">
<div class="when">${event.occurredAt === undefined ? html`<span class="tag warn">undated</span>` : moment(event.occurredAt)}</div>
<div class="what"><a href="${eventPath(event.id)}">${event.name}</a>${event.outcome !== 'accepted' && badge(event.outcome)}${delivered > 1 && html`<span class="tag quiet">delivered ${delivered} times</span>`}</div>
${event.about !== undefined && event.about !== pk && html`<div>${objectLink(domain, event.about)}</div>`}
${marksList(domain, event.rows, (key) => key === pk || key === event.about)}
</li>`;

/** What happened, the first first: what each event set, and what superseded it. */
export const timeline = (story: WholeStory, { events }: History, deliveries: Deliveries): Html =>
  events.length === 0
    ? html`<p class="aside">The archive holds no event about it.</p>`
    : html`<ol class="timeline">${story.events.map((told, index) => {
        const event = events[index];
        return event && entry(event, deliveries(told), story);
      })}</ol>`;
