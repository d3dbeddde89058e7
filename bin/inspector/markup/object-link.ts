import { type Html, html } from './html.ts';
import { objectPath } from './links.ts';

/** An object's key, with its kind and its id marked. */
const objectName = (pk: string): Html => {
  const [kind = '', ...id] = pk.split('#');
  return html`<span class="kind">${kind}</span><span class="hash">#</span>${id.join('#')}`;
};

/** The same as a link to the object's timeline. */
export const objectLink = (domain: string, pk: string): Html =>
  html`<a class="id" href="${objectPath(domain, pk)}">${objectName(pk)}</a>`;
