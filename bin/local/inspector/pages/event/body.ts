import { bodyFields } from '../../../../webhooks/look/show/show.ts';
import { isJson, tokensOf } from '../../../../webhooks/send/json-tokens.ts';
import { type Html, html } from '../../markup/html.ts';

const closing = /^[}\]]$/;

/** Valid JSON with a line for each entry and every token unchanged. */
export const indentedJson = (json: string): string => {
  const tokens = tokensOf(json).map(({ text }) => text);
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  return tokens
    .map((token, at) => {
      const isEmpty = closing.test(tokens[at + 1] ?? '');
      if (token === ':') return ': ';
      if (token === ',') return `,${line()}`;
      if (token === '{' || token === '[') {
        depth += 1;
        return isEmpty ? token : `${token}${line()}`;
      }
      if (!closing.test(token)) return token;
      depth = Math.max(0, depth - 1);
      return /^[{[]$/.test(tokens[at - 1] ?? '') ? token : `${line()}${token}`;
    })
    .join('');
};

/** An event's body for reading. */
export const bodyHtml = (bytes: Uint8Array): Html => {
  const { body, bodyBase64 } = { body: undefined, bodyBase64: undefined, ...bodyFields(bytes) };
  if (body === undefined)
    return html`<p class="aside">Not text. In base64:</p><pre class="body panel" tabindex="0">${bodyBase64}</pre>`;
  return html`<pre class="body panel" tabindex="0">${isJson(body) ? indentedJson(body) : body}</pre>`;
};
