import { identifier } from '../../../../../functions/shared/event/identifier.ts';
import type { Issue } from '../../../../../functions/shared/event/interpret.ts';
import { durationOf } from '../../../../webhooks/duration.ts';
import { exitCodes, Failure } from '../../../../webhooks/failure.ts';
import { issueText } from '../../../../webhooks/issue-text.ts';
import { ownerOf } from '../../../../webhooks/runtime.ts';
import { type Account, accountsOf, type Told } from '../../../../webhooks/show/account.ts';
import { number } from '../../../../webhooks/table.ts';
import { badge } from '../../markup/badge.ts';
import { facts } from '../../markup/facts.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';
import { marksList } from '../../markup/marks.ts';
import { moment } from '../../markup/moment.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Page, Visit } from '../../visit.ts';
import { bodyOf } from './body.ts';

const id = (text: string | null): Html | undefined =>
  text === null ? undefined : html`<span class="id">${text}</span>`;

const factsOf = (account: Account): Html =>
  facts(
    [
      ['Account', id(account.account)],
      ['Organisation', id(account.org)],
      ['API version', account.apiVersion],
      ['Signed with', `secret “${account.secret}”`],
      ['Request', id(account.requestId)],
      ['Body', `${number(account.bytes)} bytes${account.masked ? ', a passcode masked' : ''}`],
      ['SHA-256', id(account.digest)],
    ],
    'panel',
  );

const way = ({ way }: Account): Html =>
  html`<ol class="way panel">${way.map(
    ({ step, at, after }) =>
      html`<li${step === 'delivered again' && html` class="again"`}><span class="step">${step}</span>${moment(at)}${
        after !== undefined &&
        html`<span class="after">${after < 0 ? '' : '+'}${durationOf(after)}</span>`
      }</li>`,
  )}</ol>`;

const issueList = (issues: readonly Issue[]): Html | undefined =>
  issues.length === 0
    ? undefined
    : html`<ul class="issues">${issues.map((issue) => html`<li>${issueText(issue)}</li>`)}</ul>`;

const today = ({ outcome, today }: Account): Html | undefined =>
  today.outcome === outcome
    ? undefined
    : html`<div class="notice warn">Today’s schemas make it <strong>${today.outcome}</strong>.${issueList(today.issues)}</div>`;

const shownBody = (body: Uint8Array, key: string, asked: boolean): Html =>
  asked
    ? html`${bodyOf(body)}<p><a class="button" href="${eventPath(key)}">Hide the body</a></p>`
    : html`<p class="aside">It may hold personal data. <a class="button" href="${eventPath(key)}?body=shown#body">Show the body</a></p>`;

const article = ({ account, body }: Told, asked: boolean): Html => {
  const { name, object, outcome, domain, issues, rows } = account;
  const owner = ownerOf(name ?? '').name;
  return html`<article>
<div class="headline"><h1>${name ?? 'An event without a name'}</h1>${badge(outcome)}<span class="quiet">by ${domain}</span></div>
<p class="lead">${id(account.id)}${object !== null && html` about ${objectLink(owner, object)}`}</p>
${issues.length > 0 && html`<section><h2>Issues</h2>${issueList(issues)}</section>`}
${account.erasedAt !== null && html`<p class="notice">What is personal was erased from it on ${moment(account.erasedAt)}.</p>`}
${today(account)}
<section><h2>Its way</h2>${way(account)}</section>
<div class="columns">
<section><h2>Rows that it sets</h2>${marksList(owner, rows) ?? html`<p class="aside">None.</p>`}</section>
<section><h2>Facts</h2>${factsOf(account)}</section>
</div>
<section id="body"><h2>Body</h2>${shownBody(body, account.id, asked)}</section>
</article>`;
};

/** An event: its facts, its way with times, the rows that it sets, and its body for who asks. */
export const eventPage = async ({ target, query }: Visit, named: string): Promise<Page> => {
  const key = named.startsWith('sha256:') ? named : identifier(named);
  const told = await accountsOf(target, key);
  const [first] = told;
  if (!first)
    throw new Failure(
      `The archive holds no event ${named}. If it was just sent, reload in a second.`,
      exitCodes.notFound,
    );
  return {
    title: first.account.name ?? key,
    main: html`${
      told.length > 1 &&
      html`<p class="notice warn">${told.length} bodies came under this id: two subscriptions, perhaps, of two API versions. All are kept.</p>`
    }
${told.map((one) => article(one, query.get('body') === 'shown'))}`,
  };
};
