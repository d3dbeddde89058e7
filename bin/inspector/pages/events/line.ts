import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { durationOf } from '../../../webhooks/terminal/duration.ts';
import { badge } from '../../markup/badge.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { moment } from '../../markup/moment.ts';
import { objectLink } from '../../markup/object-link.ts';

/** A longer lag counts as late: milliseconds. */
const LATE = 60_000;

/** A record of the table of events, with what `tail` prints of one. */
export const eventLine = (event: ListedEvent): Html => {
  const { id, digest, name, domain, outcome, object, accountId, sentAt, archivedAt } = event;
  const lag = archivedAt - sentAt;
  return html`<tr id="e-${digest.slice(0, 16)}-${id}">
<td class="outcome">${badge(outcome)}</td>
<td class="name"><a href="${eventPath(id)}">${name ?? 'no name'}</a></td>
<td class="object">${object === undefined ? html`<span class="quiet">–</span>` : objectLink(domain, object)}</td>
<td class="account" title="${accountId ?? ''}">${accountId ?? html`<span class="quiet">–</span>`}</td>
<td class="lag${lag > LATE && ' late'}">${durationOf(lag)}</td>
<td class="time">${moment(archivedAt)}</td>
</tr>`;
};
