import { type Html, html } from './html.ts';

/** A command of the tool, beside which a script puts a button that copies it. */
export const commandText = (command: string): Html => html`<code class="command">${command}</code>`;

/** Commands that show in a terminal what a page shows. */
export const inTerminal = (...commands: readonly string[]): Html =>
  html`<section class="same" aria-labelledby="same"><h2 id="same">In a terminal</h2>${commands.map(
    (command) => html`<p>${commandText(command)}</p>`,
  )}</section>`;
