import { shown } from '../../webhooks/terminal/printable.ts';

/** Marks HTML; no JSON and no request can contain the symbol. */
const markup = Symbol('markup');

/** HTML: what {@link html} made. */
export interface Html {
  readonly [markup]: string;
}

/** What a template can contain: HTML unchanged, anything else as text, empty values as nothing. */
type Part = Html | string | number | false | undefined | null | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text with every character visible; line breaks are kept. */
const visible = (text: string): string => text.split('\n').map(shown).join('\n');

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

const textOf = (part: Part): string => {
  if (part === undefined || part === null || part === false) return '';
  if (isList(part)) return part.map(textOf).join('');
  if (typeof part === 'object') return part[markup];
  return visible(String(part)).replace(/[&<>"']/g, (character) => escapes[character] ?? '');
};

/** A template of HTML: every value is escaped, in text and in quoted attributes. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [markup]: String.raw({ raw: strings }, ...parts.map(textOf)),
});

/** HTML as the text that is sent. */
export const renderHtml = (part: Html): string => part[markup];
