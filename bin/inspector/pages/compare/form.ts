import type { History } from '../../../webhooks/look/history/history.ts';
import { type Html, html } from '../../markup/html.ts';

type HistoryEvent = History['events'][number];

const choice = (label: string, name: string, events: readonly HistoryEvent[], at: number): Html =>
  html`<label>${label} <select name="${name}">${events.map(
    ({ id, name: event, occurredAt }, index) =>
      html`<option value="${id}"${index === at && html` selected`}>${event ?? 'no name'} ${occurredAt ?? 'undated'}</option>`,
  )}</select></label>`;

/** Chooses two events of a timeline, at first the last two, to see in which fields they differ. */
export const compareForm = ({ events }: History): Html | undefined =>
  events.length < 2
    ? undefined
    : html`<form class="fields compare" action="/compare">
${choice('Compare', 'before', events, events.length - 2)}
${choice('with', 'after', events, events.length - 1)}
<div class="buttons"><button type="submit">Show differences</button></div>
</form>`;
