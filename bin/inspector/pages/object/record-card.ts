import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { jsonOf } from '../../../../functions/shared/query/items.ts';
import {
  type DomainRecord,
  uncertaintyOf,
} from '../../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { alteredText, repairCommand } from '../../../webhooks/look/marks.ts';
import type { Reasons } from '../../../webhooks/look/show/object/reasons.ts';
import type { PipelineOptions } from '../../../webhooks/terminal/command-line.ts';
import { definitionList } from '../../markup/facts.ts';
import { type Html, html } from '../../markup/html.ts';
import { eventPath } from '../../markup/links.ts';

const uncertain: Readonly<Record<string, string>> = {
  tied: 'tied: rank or tie-break decided, not time',
  undated: 'undated: ordered by its first receipt',
};

/** A value with every digit; nested fields are below it. */
const shown = (value: AttributeValue): Html => {
  if (value.M) return fieldsOf(value.M);
  if (value.L?.some(({ M }) => M)) return html`${value.L.map(shown)}`;
  if (value.L)
    return html`<span class="value">${value.L.map((one) => one.S ?? jsonOf(one)).join(', ')}</span>`;
  return html`<span class="value">${value.S ?? jsonOf(value)}</span>`;
};

const fieldsOf = (item: Record<string, AttributeValue>): Html =>
  definitionList(
    Object.entries(item)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, shown(value)]),
  );

const tieList = ({ ties }: Reasons): Html | undefined =>
  ties.length === 0
    ? undefined
    : html`<ul class="ties">${ties.map(
        ({ id, because }) =>
          html`<li>tied with <a class="id" href="${eventPath(id)}">${id}</a>, which it precedes: ${because}</li>`,
      )}</ul>`;

/** What is not as its event has it, and the command that repairs it. */
const alteredNote = (
  { domain, pk, altered }: Reasons,
  pipeline: PipelineOptions,
): Html | undefined =>
  altered.length === 0
    ? undefined
    : html`<p class="notice">Altered: ${alteredText(altered)}. <code>${repairCommand(domain, pk, pipeline)}</code></p>`;

/** A current record: its fields, the event that set it, and what decided that. */
export const recordCard = (
  row: DomainRecord,
  reasons: Reasons,
  pipeline: PipelineOptions,
): Html => {
  const uncertainty = uncertaintyOf(row);
  return html`<article class="card row">
<h3><code>${row.sk}</code>${uncertainty !== undefined && html` <span class="tag warn">${uncertain[uncertainty] ?? uncertainty}</span>`}</h3>
${alteredNote(reasons, pipeline)}
${fieldsOf(toItem(row.attributes))}
<p class="why">Set by <a href="${eventPath(row.eventId)}">${row.eventName}</a>: ${reasons.meaning}. Projection revision ${row.revision}.</p>
${tieList(reasons)}
</article>`;
};
