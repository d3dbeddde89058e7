import { outcomes } from '../../../../functions/shared/record/outcomes.ts';
import { cursorOf, positionOf } from '../../../webhooks/look/events/cursor.ts';
import { readPage } from '../../../webhooks/look/events/query.ts';
import { counted } from '../../../webhooks/terminal/table.ts';
import { type Html, html } from '../../markup/html.ts';
import { withQuery } from '../../markup/links.ts';
import type { Page, Visit } from '../../visit.ts';
import { sendForm } from '../send/form.ts';
import type { SentSample } from '../send/sent.ts';
import { eventLine } from './line.ts';
import {
  domainNames,
  type Filter,
  FURTHER_DAYS,
  filterOfQuery,
  looksNear,
  queryOf,
  USUAL_DAYS,
} from './listing.ts';

const PAGE = 50;

const choice = (text: string, filter: Filter, is: boolean): Html =>
  html`<a class="chip" href="${withQuery('/', filter)}"${is && html` aria-current="true"`}>${text}</a>`;

const filters = (filter: Filter): Html => html`<div class="filters">
<div role="group" aria-label="Outcome">
${choice('all outcomes', { ...filter, outcome: undefined }, filter.outcome === undefined)}
${outcomes.map((outcome) => choice(outcome, { ...filter, outcome }, filter.outcome === outcome))}
</div>
<div role="group" aria-label="Domain">
${choice('all domains', { ...filter, domain: undefined }, filter.domain === undefined)}
${domainNames.map((domain) => choice(domain, { ...filter, domain }, filter.domain === domain))}
</div>
</div>`;

const noticeOf = ({ name, answers, again, look }: SentSample): Html => {
  const refused = answers.filter((status) => status !== 200);
  if (refused.length > 0)
    return html`<p class="notice bad" role="alert">Of ${counted(answers.length, 'event')} of <strong>${name}</strong> ${refused.length} were rejected with ${[...new Set(refused)].join(', ')}.</p>`;
  const what = answers.length === 1 ? '' : ` in ${answers.length} events`;
  return html`<p class="notice good" role="status">Sent <strong>${name}</strong>${what}, answered with 200: <a class="id" href="${look.path}">${look.text}</a>${
    again && ' was archived before, so this was a redelivery and changes nothing'
  }.</p>`;
};

/** What is below the table: the link to older events. */
const olderEvents = (filter: Filter, next: string | undefined, isEmpty: boolean): Html => {
  const words = isEmpty ? html`<p id="empty">No such event. Send a scenario above.</p>` : undefined;
  if (next !== undefined)
    return html`<p class="more"><a class="button" href="${withQuery('/', { ...filter, after: cursorOf(next) })}">Older events</a></p>`;
  if (!looksNear(filter)) return html`<div class="more">${words}</div>`;
  return html`<div class="more">${words}<a class="button" href="${withQuery('/', { ...filter, days: FURTHER_DAYS })}">Look back further than ${USUAL_DAYS} days</a></div>`;
};

/** The archive's events, newest first; new ones are added as they are archived. */
export const eventsPage = async (visit: Visit): Promise<Page> => {
  const { target, sending, query, now } = visit;
  const filter = filterOfQuery(query);
  const after = query.get('after');
  const below = after === null ? undefined : positionOf(after, false);
  const { events, next } = await readPage(target, queryOf(filter, now), {
    limit: PAGE,
    ...(below && { below }),
  });
  const sent = sending?.sent.get(query.get('sent'));
  const arrivals = withQuery('/arrivals', { ...filter, since: String(now) });
  return {
    title: 'Events',
    main: html`<div class="headline">
<h1>Events</h1>
${below ? html`<a href="${withQuery('/', filter)}">Back to the newest events</a>` : html`<p class="live" id="live" role="status" data-arrivals="${arrivals}"><noscript>Reload to see what has arrived since.</noscript></p>`}
${sending && sendForm(sending.token)}
</div>
${sent && noticeOf(sent)}
${filters(filter)}
<table class="events panel">
<caption class="unseen">Archived events, the newest first</caption>
<thead><tr><th scope="col">Outcome</th><th scope="col">Event</th><th scope="col">Object</th><th scope="col">Account</th><th scope="col" class="lag"><abbr title="from when Airwallex sent it until it was archived">Lag</abbr></th><th scope="col" class="time">Archived</th></tr></thead>
<tbody id="events">
${events.map(eventLine)}
</tbody>
</table>
${olderEvents(filter, next, events.length === 0)}`,
  };
};
