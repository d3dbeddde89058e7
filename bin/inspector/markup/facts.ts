import { type Html, html } from './html.ts';

/** Names with their values, without the empty ones. */
export const definitionList = (
  known: readonly (readonly [name: string, value: Html | string | false | null | undefined])[],
  look = '',
): Html =>
  html`<dl class="facts ${look}">${known.map(
    ([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
