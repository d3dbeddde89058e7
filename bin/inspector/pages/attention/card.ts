import type { Advice } from '../../../webhooks/fix/quarantine/advice.ts';
import { failureOf } from '../../../webhooks/terminal/failure.ts';
import { commandText } from '../../markup/command.ts';
import { definitionList } from '../../markup/facts.ts';
import { type Html, html } from '../../markup/html.ts';

/** What a part of the page has found. */
export interface Found {
  readonly cards: readonly Html[];
  /** What is in order, a sentence. */
  readonly fine?: string;
}

/** What to do, in order. */
export const adviceList = (advice: readonly Advice[]): Html => html`<h3>What to do</h3>
<ol class="advice">${advice.map(
  ({ text, command }) =>
    html`<li>${text}${command !== undefined && html` ${commandText(command)}`}</li>`,
)}</ol>`;

/** Something open: a heading, facts, and what to do. */
export const openCard = (
  heading: Html,
  facts: Parameters<typeof definitionList>[0],
  advice: readonly Advice[],
): Html => html`<article class="card trouble">
<h2>${heading}</h2>
${definitionList(facts)}
${advice.length > 0 && adviceList(advice)}
</article>`;

/** Reads a part of the page; one that cannot be read does not keep a person from the others. */
export const readable = (what: string, work: Promise<Found>): Promise<Found> =>
  work.catch((error: unknown) => {
    const name = error instanceof Error ? error.name : 'an error';
    const cause = failureOf(error)?.message ?? name;
    return { cards: [html`<p class="notice warn">${what} cannot be read: ${cause}</p>`] };
  });
