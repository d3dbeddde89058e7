import type { Mark } from '../../webhooks/look/marks.ts';
import { type Html, html } from './html.ts';
import { eventPath } from './links.ts';
import { objectLink } from './object-link.ts';

const states = {
  current: { word: 'current', tone: 'good' },
  superseded: { word: 'superseded', tone: 'quiet' },
  waiting: { word: 'not applied yet', tone: 'warn' },
} as const;

/** Decisions by time need no tag. */
const byTime: readonly Mark['decidedBy'][] = [undefined, 'time', 'nothing'];

const reason = ({ supersededBy, decidedBy, because }: Mark): Html | undefined =>
  supersededBy &&
  html` <span class="because">by <a href="${eventPath(supersededBy.id)}">${supersededBy.name}</a>: ${because}${
    !byTime.includes(decidedBy) && html` <span class="tag warn">decided by ${decidedBy}</span>`
  }</span>`;

/** The state of the records that an event set. */
export const marksList = (
  domain: string,
  marks: readonly Mark[],
  isHere: (pk: string) => boolean = () => false,
): Html | undefined =>
  marks.length === 0
    ? undefined
    : html`<ul class="marks">${marks.map((mark) => {
        const { word, tone } = states[mark.state];
        return html`<li class="mark ${mark.state}"><span class="tag ${tone}">${word}</span> ${
          !isHere(mark.pk) && objectLink(domain, mark.pk)
        } <code class="fact">${mark.sk}</code>${reason(mark)}</li>`;
      })}</ul>`;
