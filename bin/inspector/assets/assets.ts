import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const styles = [
  'theme',
  'frame',
  'words',
  'controls',
  'filters',
  'events',
  'timeline',
  'attention',
  'ledger',
  'differences',
  'narrow',
];

/** Files by path, and their parts. */
const assets: Readonly<Record<string, { readonly type: string; readonly of: readonly string[] }>> =
  {
    '/style.css': { type: 'text/css', of: styles.map((name) => join('style', `${name}.css`)) },
    '/page.js': { type: 'text/javascript', of: ['live.js', 'copy.js'] },
    '/icon.svg': { type: 'image/svg+xml', of: ['icon.svg'] },
  };

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** A file that pages refer to: read on every request, so that a reload shows a change. */
export const assetAt = (
  path: string,
): { readonly type: string; readonly text: string } | undefined => {
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  return asset && { type: `${asset.type}; charset=utf-8`, text: asset.of.map(read).join('\n') };
};
