import type { FieldDifference } from '../../../../functions/shared/query/difference.ts';
import type { JudgedEvent } from '../../../../functions/shared/query/timeline.ts';
import { insideOf } from '../../../webhooks/look/history/changes.ts';
import { commandLine } from '../../../webhooks/terminal/command-line.ts';
import { usageError } from '../../../webhooks/terminal/failure.ts';
import { badge } from '../../markup/badge.ts';
import { inTerminal } from '../../markup/command.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath, withQuery } from '../../markup/links.ts';
import { moment } from '../../markup/moment.ts';
import type { Page, Visit } from '../../visit.ts';
import { bodyDifferences, judgedNamed, recordDifferences } from './differences.ts';

const value = (json: string | undefined): Html =>
  json === undefined
    ? html`<span class="quiet">none</span>`
    : html`<span class="value">${json}</span>`;

const table = (caption: string, fields: readonly FieldDifference[]): Html =>
  html`<table class="differences panel">
<caption>${caption}</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${fields.map(
    ({ field, before, after }) =>
      html`<tr><th scope="row"><code>${field}</code></th><td>${value(before)}</td><td>${value(after)}</td></tr>`,
  )}</tbody>
</table>`;

const same = (what: string): Html => html`<p class="aside">${what} have the same values.</p>`;

const side = (label: string, { event, verdict }: JudgedEvent): Html =>
  html`<li><span class="quiet">${label}</span> <a href="${eventPath(event.id)}">${verdict.name ?? 'no name'}</a> ${badge(event.outcome)} ${moment(verdict.occurredAt)}</li>`;

const bodies = (query: URLSearchParams, before: JudgedEvent, after: JudgedEvent): Html => {
  if (query.get('body') !== 'shown') {
    const asked = { ...Object.fromEntries(query), body: 'shown' };
    return html`<p class="aside">They may hold personal data. <a class="button" href="${withQuery('/compare', asked)}">Compare the bodies</a></p>`;
  }
  const fields = bodyDifferences(before, after, insideOf);
  if (!fields) return html`<p class="aside">They are nested too deep to compare.</p>`;
  return fields.length === 0 ? same('The bodies') : table('Fields of the bodies', fields);
};

/** In which fields two events differ: those of their records and, on request, of their bodies. */
export const comparePage = async ({ target, query }: Visit): Promise<Page> => {
  const [first, second] = [query.get('before'), query.get('after')];
  if (!first || !second) throw usageError('Name two events: /compare?before=<id>&after=<id>.');
  const before = await judgedNamed(target, first);
  const after = await judgedNamed(target, second);
  const differences = recordDifferences(before, after);
  const show = (id: string): string =>
    commandLine('show', { operands: [id], pipeline: target.pipeline });
  return {
    title: 'Differences',
    main: html`<div class="headline"><h1>Differences</h1></div>
<ul class="links aside">${side('before', before)}${side('after', after)}</ul>
<section><h2>Records</h2>${
      differences.length === 0
        ? same('Their records')
        : differences.map(({ sk, fields }) => table(sk, fields))
    }</section>
<section><h2>Bodies</h2>${bodies(query, before, after)}</section>
${inTerminal(show(before.event.id), show(after.event.id))}`,
  };
};
