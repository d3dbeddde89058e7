import { isoTime } from '../../../functions/shared/event/time.ts';
import { type Html, html } from './html.ts';

/** A time, with its day less prominent. @param at epoch milliseconds, or UTC text. */
export const moment = (at: number | string | null | undefined): Html => {
  const text = typeof at === 'number' ? isoTime(at) : at;
  if (!text) return html`<span class="quiet">no time</span>`;
  const [day = '', clock = ''] = text.split('T');
  return html`<time datetime="${text}" title="${text}"><span class="day"><span class="year">${day.slice(0, 5)}</span>${day.slice(5)}</span> ${clock.replace('Z', '')}</time>`;
};
