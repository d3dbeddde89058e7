import { bodyFields } from '../../../webhooks/look/show/event/report.ts';
import { indentedJson, isJson } from '../../../webhooks/terminal/json.ts';
import { type Html, html } from '../../markup/html.ts';

/** An event's body for reading. */
export const bodyHtml = (bytes: Uint8Array): Html => {
  const { body, bodyBase64 } = { body: undefined, bodyBase64: undefined, ...bodyFields(bytes) };
  if (body === undefined)
    return html`<p class="aside">Not text. In base64:</p><pre class="body panel" tabindex="0">${bodyBase64}</pre>`;
  return html`<pre class="body panel" tabindex="0">${isJson(body) ? indentedJson(body) : body}</pre>`;
};
