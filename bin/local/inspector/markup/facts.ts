import { type Html, html } from './html.ts';

/** Names with what is known under them, without those of which nothing is. */
export const facts = (
  known: readonly (readonly [name: string, value: Html | string | false | null | undefined])[],
  look = '',
): Html =>
  html`<dl class="facts ${look}">${known.map(
    ([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
