import { format } from 'jsonc-parser';
import { bodyFields } from '../../../webhooks/look/show/event/report.ts';
import { isJson } from '../../../webhooks/terminal/json.ts';
import { type Html, html } from '../../markup/html.ts';

/** Valid JSON with a line for each entry and every token unchanged. */
export const indentedJson = (json: string): string => {
  let at = 0;
  const parts = format(json, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' }).map(
    ({ offset, length, content }) => {
      const kept = json.slice(at, offset);
      at = offset + length;
      return kept + content;
    },
  );
  return parts.join('') + json.slice(at);
};

/** An event's body for reading. */
export const bodyHtml = (bytes: Uint8Array): Html => {
  const { body, bodyBase64 } = { body: undefined, bodyBase64: undefined, ...bodyFields(bytes) };
  if (body === undefined)
    return html`<p class="aside">Not text. In base64:</p><pre class="body panel" tabindex="0">${bodyBase64}</pre>`;
  return html`<pre class="body panel" tabindex="0">${isJson(body) ? indentedJson(body) : body}</pre>`;
};
