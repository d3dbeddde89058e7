import { archivedUnder } from '../../../functions/shared/query/archive.ts';
import { timelinesOf } from '../../webhooks/look/history/events.ts';
import { eventKey } from '../../webhooks/pipeline/names.ts';
import { usageError } from '../../webhooks/terminal/failure.ts';
import { html } from '../markup/html.ts';
import { eventPath, objectPath } from '../markup/links.ts';
import { objectLink } from '../markup/object-link.ts';
import type { Page, Redirect, Visit } from '../visit.ts';

/** Redirects to what an id names: an event, or an object of any kind. */
export const findPage = async ({ target, query }: Visit): Promise<Page | Redirect> => {
  const id = query.get('id')?.trim() ?? '';
  if (id === '') throw usageError('Enter an id to look for.');
  const key = eventKey(id);
  if ((await archivedUnder(target.tables.events, key)).length > 0) return { to: eventPath(key) };
  const timelines = await timelinesOf(target, [id]);
  const [first] = timelines;
  if (first && timelines.length === 1) return { to: objectPath(first.domain.name, first.pk) };
  return {
    title: id,
    main: html`<h1>Several matches</h1>
<ul class="links">${timelines.map(({ domain, pk }) => html`<li>${objectLink(domain.name, pk)} <span class="quiet">in ${domain.name}</span></li>`)}</ul>`,
  };
};
