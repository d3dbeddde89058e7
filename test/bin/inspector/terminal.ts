import { type Html, html, renderHtml } from '../../../bin/inspector/markup/html.ts';

/** What `styleText` writes before and after a text, and the style that a page has for it. */
const styles: Readonly<Record<string, string>> = {
  1: 'font-weight:700',
  2: 'opacity:.65',
  31: 'color:light-dark(#b42318,#ff8a80)',
  32: 'color:light-dark(#067647,#4ade80)',
  33: 'color:light-dark(#93580a,#fbbf24)',
};

/** What a terminal listens to: the number of a style comes after it, then an `m`. */
const ESCAPE = '\u001b[';

/** A terminal's text with its colours. */
const htmlOf = (printed: string): readonly Html[] => {
  const [before = '', ...parts] = printed.split(ESCAPE);
  const coloured = parts.map((part) => {
    const end = part.indexOf('m');
    const style = styles[part.slice(0, end)];
    const text = part.slice(end + 1);
    return style === undefined ? html`${text}` : html`<span style="${style}">${text}</span>`;
  });
  return [html`${before}`, ...coloured];
};

/** A page that shows a command and what it printed on a terminal, for a picture of it. */
export const terminalPage = (command: string, printed: string): string => {
  const page = html`<!doctype html><meta charset="utf-8"><style>
    :root { color-scheme: light dark; }
    body { margin: 0; padding: 24px; background: light-dark(#f5f6f8, #08090c); }
    pre {
      margin: 0; padding: 20px 24px; border-radius: 10px; white-space: pre-wrap; tab-size: 4;
      font: 13.5px/1.55 ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', monospace;
      color: light-dark(#1b1f28, #e3e6ec); background: light-dark(#fff, #14171d);
      border: 1px solid light-dark(#dfe3ea, #262b35);
    }
  </style><pre><span style="${styles[2]}">$</span> ${command}\n\n${htmlOf(printed.trimEnd())}</pre>`;
  return `data:text/html,${encodeURIComponent(renderHtml(page))}`;
};
