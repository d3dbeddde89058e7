import { archivedUnder } from '../../../functions/shared/query/archive.ts';
import { acceptedWith } from '../../../functions/shared/query/logs/ingress-log.ts';
import { byOwnKey } from '../../webhooks/look/show/lookup/lookup.ts';
import { eventKey, isObjectKey } from '../../webhooks/pipeline/names.ts';
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

/** An object, and the domain that has its records. */
interface Match {
  readonly domain: string;
  readonly pk: string;
}

/** The objects with a key that the integrator chose, such as an order's number. */
const chosenMatches = async (target: Target, id: string): Promise<readonly Match[]> => {
  const matches = (await byOwnKey(target, id)).flatMap(({ domain, records }) =>
    records.map(({ pk }): [string, Match] => [pk?.S ?? '', { domain, pk: pk?.S ?? '' }]),
  );
  return [...new Map(matches).values()];
};

const namedMatches = async (target: Target, id: string): Promise<readonly Match[]> =>
  (await knownTimelines(target, [id])).map(({ domain, pk }) => ({ domain: domain.name, pk }));

/** The objects that a text names; by a key that the integrator chose where none has this id. */
const matchesOf = async (target: Target, id: string): Promise<readonly Match[]> => {
  // A number such as #1001 names no kind of object.
  const isKey = isObjectKey(id) || !id.includes('#');
  const named = isKey ? await namedMatches(target, id) : [];
  if (named.length > 0) return named;
  const chosen = await chosenMatches(target, id);
  return chosen.length > 0 || isKey ? chosen : namedMatches(target, id);
};

/**
 * Redirects to what an id names: an event by its id or its request's, an account's events, an object by its
 * id or by a key that the integrator chose.
 */
export const findPage = async (visit: Visit): Promise<Page | Redirect> => {
  const { target, query } = visit;
  const id = query.get('id')?.trim() ?? '';
  if (id === '') throw usageError('Enter an id to look for.');
  if (id.startsWith('acct_')) return { to: withQuery('/', { account: id }) };
  const event = id.includes('#') ? undefined : await archivedKey(target, id);
  if (event !== undefined) return { to: eventPath(event) };
  const matches = await matchesOf(target, id);
  const [first] = matches;
  if (first && matches.length === 1) return { to: objectPath(first.domain, first.pk) };
  if (first)
    return {
      title: id,
      main: html`<h1>Several matches</h1>
<ul class="links">${matches.map(({ domain, pk }) => html`<li>${objectLink(domain, pk)} <span class="quiet">in ${domain}</span></li>`)}</ul>`,
    };
  const requested = await requestedKey(target, id);
  if (requested !== undefined) return { to: eventPath(requested) };
  return unknownPage(id, `The archive knows no event, object or request ${id}.`, visit);
};
