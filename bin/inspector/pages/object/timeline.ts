import { changesText } from '../../../webhooks/look/history/changes.ts';
import type { History } from '../../../webhooks/look/history/history.ts';
import type { FullTimeline } from '../../../webhooks/look/history/related.ts';
import { badge } from '../../markup/badge.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { marksList } from '../../markup/marks.ts';
import { moment } from '../../markup/moment.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Deliveries } from './deliveries.ts';

type HistoryEvent = History['events'][number];

/** How an event is drawn: as current if at least one of its records is, else as past. */
const stateOf = ({ records, outcome }: HistoryEvent): string => {
  if (outcome === 'quarantined') return 'bad';
  if (records.some(({ state }) => state === 'waiting')) return 'waits';
  return records.some(({ state }) => state === 'current') ? 'current' : 'past';
};

/** What today's code makes of an event, where that is not what it is archived as. */
const todayTag = ({ outcome }: HistoryEvent, today: string): Html | undefined => {
  if (today === outcome) return undefined;
  const text = today === 'quarantined' ? 'quarantines it' : `makes it ${today}`;
  return html`<span class="tag warn">today’s code ${text}</span>`;
};

const changes = ({ object, changes }: HistoryEvent, pk: string): Html | undefined =>
  changes.length === 0
    ? undefined
    : html`<p class="changes">${changesText(changes, object ?? pk)}</p>`;

interface Judgement {
  /** How often it was delivered. */
  readonly delivered: number;
  /** The outcome by today's code. */
  readonly today: string;
}

const entry = (
  event: HistoryEvent,
  { delivered, today }: Judgement,
  { domain, pk }: FullTimeline,
): Html => html`<li class="${stateOf(event)}">
<div class="when">${event.occurredAt === null ? html`<span class="tag warn">undated</span>` : moment(event.occurredAt)}</div>
<div class="what"><a href="${eventPath(event.id)}">${event.name}</a>${event.outcome !== 'accepted' && badge(event.outcome)}${todayTag(event, today)}${delivered > 1 && html`<span class="tag quiet">delivered ${delivered} times</span>`}</div>
${event.object !== null && event.object !== pk && html`<div>${objectLink(domain.name, event.object)}</div>`}
${changes(event, pk)}
${marksList(domain.name, event.records, (key) => key === pk || key === event.object)}
</li>`;

/** What happened, oldest first: what each event set, and what superseded it. */
export const timeline = (full: FullTimeline, { events }: History, deliveries: Deliveries): Html =>
  events.length === 0
    ? html`<p class="aside">The archive holds no event about it.</p>`
    : html`<ol class="timeline">${full.events.map((one, index) => {
        const event = events[index];
        const judgement = { delivered: deliveries(one), today: one.verdict.outcome };
        return event && entry(event, judgement, full);
      })}</ol>`;
