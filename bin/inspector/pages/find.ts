import { archivedUnder } from '../../../functions/shared/query/archive.ts';
import { acceptedWith } from '../../../functions/shared/query/logs/ingress-log.ts';
import { eventKey } from '../../webhooks/pipeline/names.ts';
import type { Target } from '../../webhooks/pipeline/target.ts';
import { knownTimelines } from '../../webhooks/pipeline/timelines.ts';
import { usageError } from '../../webhooks/terminal/failure.ts';
import { html } from '../markup/html.ts';
import { eventPath, objectPath, withQuery } from '../markup/links.ts';
import { objectLink } from '../markup/object-link.ts';
import type { Page, Redirect, Visit } from '../visit.ts';
import { unknownPage } from './unknown.ts';

/** The key of an archived event; undefined where none has it. */
const archivedKey = async ({ tables }: Target, id: string): Promise<string | undefined> => {
  const key = eventKey(id);
  return (await archivedUnder(tables.events, key)).length > 0 ? key : undefined;
};

/** The key of the event that a request delivered, by the ingress's log. */
const requestedKey = async (target: Target, id: string): Promise<string | undefined> => {
  const line = await acceptedWith(target.accepted, ({ requestId }) => requestId === id);
  return line && archivedKey(target, line.eventId);
};

/** Redirects to what an id names: an event by its id or its request's, an account's events, an object. */
export const findPage = async (visit: Visit): Promise<Page | Redirect> => {
  const { target, query } = visit;
  const id = query.get('id')?.trim() ?? '';
  if (id === '') throw usageError('Enter an id to look for.');
  if (id.startsWith('acct_')) return { to: withQuery('/', { account: id }) };
  const event = id.includes('#') ? undefined : await archivedKey(target, id);
  if (event !== undefined) return { to: eventPath(event) };
  const timelines = await knownTimelines(target, [id]);
  const [first] = timelines;
  if (first && timelines.length === 1) return { to: objectPath(first.domain.name, first.pk) };
  if (first)
    return {
      title: id,
      main: html`<h1>Several matches</h1>
<ul class="links">${timelines.map(({ domain, pk }) => html`<li>${objectLink(domain.name, pk)} <span class="quiet">in ${domain.name}</span></li>`)}</ul>`,
    };
  const requested = await requestedKey(target, id);
  if (requested !== undefined) return { to: eventPath(requested) };
  return unknownPage(id, `The archive knows no event, object or request ${id}.`, visit);
};
