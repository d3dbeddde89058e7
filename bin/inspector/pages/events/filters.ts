import { outcomes } from '../../../../functions/shared/record/outcomes.ts';
import { type Html, html } from '../../markup/html.ts';
import { withQuery } from '../../markup/links.ts';
import { domainNames, type Filter, textFields } from './listing.ts';

const choice = (text: string, chosen: Parameters<typeof withQuery>[1], is: boolean): Html =>
  html`<a class="chip" href="${withQuery('/', chosen)}"${is && html` aria-current="true"`}>${text}</a>`;

const chips = (filter: Filter): Html => html`<div role="group" aria-label="Outcome">
${choice('all outcomes', { ...filter, outcome: undefined }, filter.outcome === undefined)}
${outcomes.map((outcome) => choice(outcome, { ...filter, outcome }, filter.outcome === outcome))}
</div>
<div role="group" aria-label="Domain">
${choice('all domains', { ...filter, domain: undefined }, filter.domain === undefined)}
${domainNames.map((domain) => choice(domain, { ...filter, domain }, filter.domain === domain))}
</div>`;

/** What a person can write into each field. */
const fields: Readonly<
  Record<(typeof textFields)[number], readonly [label: string, hint: string]>
> = {
  name: ['Names', 'refund, payment_intent.created'],
  object: ['Object', 'refund#rfd_… or its id'],
  account: ['Account', 'acct_…'],
  text: ['Text in the body', 'ORD-1847'],
  since: ['Since', '24h, or 2026-03-01T10:00Z'],
  until: ['Until', '1h, or 2026-03-01'],
};

const field = (name: (typeof textFields)[number], filter: Filter): Html => {
  const [label, hint] = fields[name];
  return html`<label>${label} <input name="${name}" value="${filter[name]}" placeholder="${hint}" autocomplete="off" spellcheck="false"></label>`;
};

const kept = (filter: Filter): Html =>
  html`${(['outcome', 'domain', 'heartbeats'] as const).map(
    (name) =>
      filter[name] !== undefined &&
      html`<input type="hidden" name="${name}" value="${filter[name]}">`,
  )}`;

/** What selects events: links by outcome and domain, and a form by everything else. */
export const filters = (filter: Filter): Html => {
  const isUsed = textFields.some((name) => filter[name] !== undefined);
  return html`<div class="filters">${chips(filter)}
<details${isUsed && html` open`}>
<summary class="chip">names, object, account, text, time</summary>
<form class="fields" action="/">${kept(filter)}
${textFields.map((name) => field(name, filter))}
<div class="buttons"><button type="submit">Filter</button>${isUsed && html`<a class="button" href="/">Clear</a>`}</div>
</form>
</details>
</div>`;
};
