import { historyOf } from '../../../../webhooks/history.ts';
import { spendKinds } from '../../../../webhooks/spend/leads.ts';
import { reasonsOf } from '../../../../webhooks/why/reasons.ts';
import { type Html, html } from '../../markup/html.ts';
import { spendPath } from '../../markup/links.ts';
import { objectLink } from '../../markup/object-link.ts';
import type { Page, Visit } from '../../visit.ts';
import { deliveriesOf } from './deliveries.ts';
import { rowCard } from './row-card.ts';
import { type WholeStory, wholeStoryOf } from './story.ts';
import { timeline } from './timeline.ts';

const SHOWN_MEMBERS = 50;

const hasSpend = (kind: string): boolean => kind === 'card' || spendKinds.includes(kind);

const membersList = ({ domain, members }: WholeStory): Html | undefined =>
  members.length === 0
    ? undefined
    : html`<section><h2>Belongs to it</h2><ul class="links">${members
        .slice(0, SHOWN_MEMBERS)
        .map((pk) => html`<li>${objectLink(domain, pk)}</li>`)}</ul>${
        members.length > SHOWN_MEMBERS &&
        html`<p class="aside">and ${members.length - SHOWN_MEMBERS} more</p>`
      }</section>`;

/** An object: what its rows say now and why, and how that came to be. */
export const objectPage = async ({ target }: Visit, domain: string, pk: string): Promise<Page> => {
  const story = await wholeStoryOf(target, domain, pk);
  const history = await historyOf(target, story);
  const deliveries = await deliveriesOf(target.accepted, story.events);
  const [kind = '', ...id] = pk.split('#');
  const parents = new Set(story.rows.flatMap(({ link }) => link?.to ?? []));
  parents.delete(pk);
  return {
    title: pk,
    main: html`<div class="headline"><h1>${kind}</h1><span class="quiet">in ${domain}</span>${
      hasSpend(kind) && html`<a class="button" href="${spendPath(id.join('#'))}">Spend</a>`
    }</div>
<p class="id lead">${id.join('#')}</p>
${parents.size > 0 && html`<p class="aside">Belongs to ${[...parents].map((parent) => html`${objectLink(domain, parent)} `)}</p>`}
<div class="columns">
<section><h2>Story</h2>${
      story.members.length > 0 &&
      html`<p class="aside">${story.isWhole ? 'With all that belongs to it.' : 'Its own; what belongs to it has stories of its own.'}</p>`
    }${timeline(story, history, deliveries)}</section>
<div>
<section><h2>Now</h2>${
      story.rows.length === 0
        ? html`<p class="aside">No row stands under this key.</p>`
        : story.rows.map((row) => rowCard(row, reasonsOf(row, story.events)))
    }</section>
${membersList(story)}
</div>
</div>`,
  };
};
