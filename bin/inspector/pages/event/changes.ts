import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import type { AnyChange } from '../../../../functions/shared/change/any-change.ts';
import {
  changeReaderOf,
  changesOfEvent,
} from '../../../../functions/shared/query/changes/archived-changes.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { type Handled, handledBy } from '../../../webhooks/pipeline/handled.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';
import { type Html, html } from '../../markup/html.ts';
import { moment } from '../../markup/moment.ts';
import { objectLink } from '../../markup/object-link.ts';

/** A change that an event made of a record, and what reactions have handled of that record. */
interface ShownChange {
  readonly change: AnyChange;
  readonly handled: readonly Handled[];
}

/** What an event changed, as the archive gives it. */
export const changesFor = async (
  target: Target,
  event: ArchivedEvent,
): Promise<readonly ShownChange[]> => {
  const reader = changeReaderOf(target.tables.events, (name) => loadRuntime(ownerOf(name)));
  const changes = await changesOfEvent(reader, event);
  return Promise.all(
    changes.map(async (change) => ({ change, handled: await handledBy(target, change) })),
  );
};

const outcomes = {
  this: { word: 'handled', tone: 'good' },
  later: { word: 'handled a later one', tone: 'quiet' },
  earlier: { word: 'handled an earlier one', tone: 'warn' },
} as const;

const handledItem = ({ reaction, last, handledAt }: Handled): Html => {
  const { word, tone } = outcomes[last];
  return html`<li><code>${reaction}</code> <span class="tag ${tone}">${word}</span> ${moment(handledAt)}</li>`;
};

const statusOf = ({ from, becomes }: AnyChange): Html | undefined =>
  from === null && becomes === null
    ? undefined
    : html` <strong>${from ?? '-'} → ${becomes ?? '-'}</strong>`;

const changeItem = ({ change, handled }: ShownChange): Html =>
  html`<li class="mark">${objectLink(change.domain, change.key.pk)} <code class="fact">${change.key.sk}</code>${statusOf(change)} <span class="quiet">${Object.keys(change.previous).join(', ')}</span>${
    handled.length > 0 && html`<ul>${handled.map(handledItem)}</ul>`
  }</li>`;

/** The changes of an event; undefined where it changed nothing. */
export const changeList = (changes: readonly ShownChange[]): Html | undefined =>
  changes.length === 0 ? undefined : html`<ul class="marks">${changes.map(changeItem)}</ul>`;
