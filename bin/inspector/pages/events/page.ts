import { domains } from '../../../../functions/domains.ts';
import { key } from '../../../../functions/shared/event/identifier.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { cursorOf, positionOf } from '../../../webhooks/look/events/cursor.ts';
import { readPage } from '../../../webhooks/look/events/query.ts';
import { namesFrom, unknownNamesText } from '../../../webhooks/pipeline/event-names.ts';
import { createReader } from '../../../webhooks/pipeline/records.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';
import { counted } from '../../../webhooks/terminal/table.ts';
import { inTerminal } from '../../markup/command.ts';
import { type Html, html } from '../../markup/html.ts';
import { withQuery } from '../../markup/links.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Page, Redirect, Visit } from '../../visit.ts';
import { sendForm } from '../send/form.ts';
import type { SentSample } from '../send/sent.ts';
import { filters } from './filters.ts';
import { eventLine } from './line.ts';
import {
  type Filter,
  filterOfQuery,
  listingCommand,
  looksNear,
  mayHoldHeartbeats,
  PAGE,
  queryOf,
  reachOf,
} from './listing.ts';

const noticeOf = ({ name, answers, again, look }: SentSample): Html => {
  const refused = answers.filter((status) => status !== 200);
  if (refused.length > 0)
    return html`<p class="notice bad" role="alert">Of ${counted(answers.length, 'event')} of <strong>${name}</strong> ${refused.length} were rejected with ${[...new Set(refused)].join(', ')}.</p>`;
  const what = answers.length === 1 ? '' : ` in ${answers.length} events`;
  return html`<p class="notice good" role="status">Sent <strong>${name}</strong>${what}, answered with 200: <a class="id" href="${look.path}">${look.text}</a>${
    again && ' was archived before, so this was a redelivery and changes nothing'
  }.</p>`;
};

/** Why a listing is empty, as far as that is known, and what to try. */
const nothing = ({ name }: Filter, since: number, sends: boolean): Html => {
  const hints = [
    since > 0 ? `No such event was archived since ${isoTime(since)}.` : 'There is no such event.',
    name === undefined ? '' : unknownNamesText(namesFrom(name)),
    sends ? 'Send a scenario above.' : '',
  ];
  return html`<p id="empty">${hints.filter((hint) => hint !== '').join(' ')}</p>`;
};

/** The link to older events. */
const olderEvents = (filter: Filter, next: string | undefined): Html | undefined => {
  if (next !== undefined)
    return html`<a class="button" href="${withQuery('/', { ...filter, after: cursorOf(next) })}">Older events</a>`;
  if (!looksNear(filter)) return undefined;
  const { days, further } = reachOf(filter);
  return html`<a class="button" href="${withQuery('/', { ...filter, since: further })}">Look back further than ${counted(days, 'day')}</a>`;
};

const heartbeats = (filter: Filter): Html | undefined => {
  if (!mayHoldHeartbeats(filter)) return undefined;
  const isShown = filter.heartbeats === 'shown';
  return html`<p class="aside">Heartbeats that earlier versions archived are ${isShown ? 'included' : 'not shown'}: <a href="${withQuery('/', { ...filter, heartbeats: isShown ? undefined : 'shown' })}">${isShown ? 'leave them out' : 'include them'}</a>.</p>`;
};

/**
 * What reports that events are added as they arrive; none where a filter ends in the past, or would read
 * bodies again and again.
 */
const live = (filter: Filter, now: number): Html | undefined => {
  if (filter.until !== undefined || filter.text !== undefined) return undefined;
  const arrivals = withQuery('/arrivals', { ...filter, from: String(now) });
  return html`<p class="live" id="live" role="status" data-arrivals="${arrivals}"><noscript>Reload to see what has arrived since.</noscript></p>`;
};

/** The kind of object that an account is. */
const ACCOUNT = 'account';

/** Links to the timelines of the account that events are filtered by, where it has records. */
const accountLinks = async ({ tables }: Target, { account }: Filter): Promise<Html | undefined> => {
  if (account === undefined) return undefined;
  const pk = key(ACCOUNT, account);
  const { object: recordsOf } = createReader(tables);
  const owners = domains.filter(({ objects }) => objects.includes(ACCOUNT));
  const counts = await Promise.all(
    owners.map(async (owner) => (await recordsOf(owner, pk)).length),
  );
  const known = owners.filter((_, index) => counts[index] !== 0);
  if (known.length === 0) return undefined;
  return html`<p class="aside">The account itself: ${known.map(({ name }) => html`${objectLink(name, pk)} in ${name} `)}</p>`;
};

/** A form sends its empty fields too: an address to share has none. */
const isUntidy = (query: URLSearchParams): boolean => [...query.values()].includes('');

/** The archive's events, newest first; new ones are added as they are archived. */
export const eventsPage = async (visit: Visit): Promise<Page | Redirect> => {
  const { target, sending, query, now } = visit;
  if (isUntidy(query)) return { to: withQuery('/', Object.fromEntries(query)) };
  const filter = filterOfQuery(query);
  const eventQuery = queryOf(filter, now);
  const after = query.get('after');
  const below = after === null ? undefined : positionOf(after, filter.object !== undefined);
  const { events, next } = await readPage(target, eventQuery, {
    limit: PAGE,
    ...(below && { below }),
  });
  const sent = sending?.sent.get(query.get('sent'));
  return {
    title: 'Events',
    main: html`<div class="headline">
<h1>Events</h1>
${below ? html`<a href="${withQuery('/', filter)}">Back to the newest events</a>` : live(filter, now)}
${sending && sendForm(sending.token)}
</div>
${sent && noticeOf(sent)}
${filters(filter)}
${await accountLinks(target, filter)}
<table class="events panel">
<caption class="unseen">Archived events, the newest first</caption>
<thead><tr><th scope="col">Outcome</th><th scope="col">Event</th><th scope="col">Object</th><th scope="col">Account</th><th scope="col" class="lag"><abbr title="from when Airwallex sent it until it was archived">Lag</abbr></th><th scope="col" class="time">Archived</th></tr></thead>
<tbody id="events">
${events.map(eventLine)}
</tbody>
</table>
<div class="more">${events.length === 0 && nothing(filter, eventQuery.range.since, sending !== undefined)}${olderEvents(filter, next)}</div>
${heartbeats(filter)}
${inTerminal(listingCommand(filter, target.pipeline))}`,
  };
};
