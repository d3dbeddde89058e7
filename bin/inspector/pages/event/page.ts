import { ownerOf } from '../../../../functions/runtimes.ts';
import { issueText } from '../../../../functions/shared/record/issue-text.ts';
import type { Issue } from '../../../../functions/shared/record/projection.ts';
import {
  type EventReport,
  eventReports,
  type ReportedEvent,
} from '../../../webhooks/look/show/event/report.ts';
import { eventKey } from '../../../webhooks/pipeline/names.ts';
import { commandLine } from '../../../webhooks/terminal/command-line.ts';
import { durationOf } from '../../../webhooks/terminal/duration.ts';
import { number } from '../../../webhooks/terminal/table.ts';
import { badge } from '../../markup/badge.ts';
import { inTerminal } from '../../markup/command.ts';
import { definitionList } from '../../markup/facts.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { marksList } from '../../markup/marks.ts';
import { moment } from '../../markup/moment.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Page, Visit } from '../../visit.ts';
import { unknownPage } from '../unknown.ts';
import { bodyHtml } from './body.ts';
import { changeList, changesFor } from './changes.ts';

const id = (text: string | null): Html | undefined =>
  text === null ? undefined : html`<span class="id">${text}</span>`;

const factsOf = (report: EventReport): Html =>
  definitionList(
    [
      ['Account', id(report.account)],
      ['Organisation', id(report.organisation)],
      ['API version', report.apiVersion],
      [
        'Signed with',
        report.receipts
          .map(
            ({ secret, voidedBy }) => `secret “${secret}”${voidedBy.length > 0 ? ' (void)' : ''}`,
          )
          .join(', '),
      ],
      ['Void by rule', report.rules.map(({ id, reason }) => `${id}: ${reason}`).join('; ') || null],
      ['Request', id(report.requestId)],
      ['Body', `${number(report.bytes)} bytes${report.masked ? ', a passcode masked' : ''}`],
      ['SHA-256', id(report.digest)],
    ],
    'panel',
  );

const stepList = ({ steps }: EventReport): Html =>
  html`<ol class="steps panel">${steps.map(
    ({ step, at, afterMs }) =>
      html`<li${step === 'delivered again' && html` class="again"`}><span class="step">${step}</span>${moment(at)}${
        afterMs !== null &&
        html`<span class="after">${afterMs < 0 ? '' : '+'}${durationOf(afterMs)}</span>`
      }</li>`,
  )}</ol>`;

const issueList = (issues: readonly Issue[]): Html | undefined =>
  issues.length === 0
    ? undefined
    : html`<ul class="issues">${issues.map((issue) => html`<li>${issueText(issue)}</li>`)}</ul>`;

const today = ({ outcome, today }: EventReport): Html | undefined =>
  today.outcome === outcome
    ? undefined
    : html`<div class="notice warn">Today’s schemas make it <strong>${today.outcome}</strong>.${issueList(today.issues)}</div>`;

const shownBody = (body: Uint8Array, key: string, isShown: boolean): Html =>
  isShown
    ? html`${bodyHtml(body)}<p><a class="button" href="${eventPath(key)}">Hide the body</a></p>`
    : html`<p class="aside">It may hold personal data. <a class="button" href="${eventPath(key)}?body=shown#body">Show the body</a></p>`;

const article = (
  { report, body }: ReportedEvent,
  changes: Html | undefined,
  showsBody: boolean,
): Html => {
  const { name, object, outcome, domain, issues, records } = report;
  const owner = ownerOf(name ?? '').name;
  return html`<article>
<div class="headline"><h1>${name ?? 'An event without a name'}</h1>${badge(outcome)}<span class="quiet">by ${domain}</span></div>
<p class="lead">${id(report.id)}${object !== null && html` about ${objectLink(owner, object)}`}</p>
${issues.length > 0 && html`<section><h2>Issues</h2>${issueList(issues)}</section>`}
${report.erasedAt !== null && html`<p class="notice">Its personal data was erased on ${moment(report.erasedAt)}.</p>`}
${today(report)}
<section><h2>Timeline</h2>${stepList(report)}</section>
<div class="columns">
<section><h2>Records that it sets</h2>${marksList(owner, records) ?? html`<p class="aside">None.</p>`}</section>
<section><h2>Facts</h2>${factsOf(report)}</section>
</div>
<section><h2>What it changed</h2>${changes ?? html`<p class="aside">Nothing.</p>`}</section>
<section id="body"><h2>Body</h2>${shownBody(body, report.id, showsBody)}</section>
</article>`;
};

/** An event: its facts, its timeline, the records that it sets, and its body on request. */
export const eventPage = async (visit: Visit, named: string): Promise<Page> => {
  const { target, query } = visit;
  const key = eventKey(named);
  const events = await eventReports(target, key);
  const [first] = events;
  if (!first) return unknownPage(named, `The archive holds no event ${named}.`, visit);
  const articles = await Promise.all(
    events.map(async (one) => {
      const changes = changeList(await changesFor(target, one.event));
      return article(one, changes, query.get('body') === 'shown');
    }),
  );
  return {
    title: first.report.name ?? key,
    main: html`${
      events.length > 1 &&
      html`<p class="notice warn">${events.length} bodies were received under this id, possibly from two subscriptions with different API versions. All are kept.</p>`
    }
${articles}
${inTerminal(commandLine('show', { operands: [key], pipeline: target.pipeline }))}`,
  };
};
