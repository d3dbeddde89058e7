import { type Html, html } from './html.ts';

const tones: Readonly<Record<string, string>> = {
  accepted: 'good',
  unrecognized: 'warn',
  nameless: 'warn',
  unrouted: 'quiet',
  quarantined: 'bad',
};

/** An event's outcome, as a coloured word. */
export const badge = (outcome: string): Html =>
  html`<span class="badge ${tones[outcome] ?? 'quiet'}">${outcome}</span>`;
