import { domains } from '../../../../functions/domains.ts';
import { sampleNames } from '../../../webhooks/send/samples.ts';
import { scenarioNames } from '../../../webhooks/send/scenario/scenarios.ts';
import { type Html, html } from '../../markup/html.ts';

const options = (kind: string, names: readonly string[]): Html =>
  html`${names.map((name) => html`<option value="${kind} ${name}">${name}</option>`)}`;

/** The one form that changes something: it sends to the pipeline, signed as Airwallex would. */
export const sendForm = (
  token: string,
): Html => html`<form class="send" method="post" action="/send">
<input type="hidden" name="token" value="${token}">
<label for="what">Send a scenario or a sample</label>
<select id="what" name="what">
<optgroup label="scenarios: sequences of events, new each time">
${options(
  'scenario',
  scenarioNames.map(({ name }) => name),
)}
</optgroup>
${domains.map(
  ({ name }) =>
    html`<optgroup label="samples: ${name}">${options('sample', sampleNames(name))}</optgroup>`,
)}
</select>
<button type="submit">Send</button>
</form>`;
