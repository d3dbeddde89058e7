import { styleText } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, jsonOf } from '../../../functions/shared/query/items.ts';
import { shown } from './printable.ts';

/** Not shown unless asked: the body may hold personal data. */
const bodies = ['body', 'deflated', 'packed'];

const shownFields = (item: Item): readonly [string, AttributeValue][] =>
  Object.entries(item)
    .filter(([name]) => !bodies.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Items as JSON text; numbers keep every digit. */
export const toJson = (items: readonly Item[]): string =>
  `[${items
    .map(
      (item) =>
        `\n  {${shownFields(item)
          .map(([name, value]) => `\n    ${JSON.stringify(name)}: ${jsonOf(value)}`)
          .join(',')}\n  }`,
    )
    .join(',')}\n]`;

const keys = ['pk', 'sk', 'id', 'digest'];

/** One item for reading: its key, then the object's fields, then where it comes from. */
export const render = (item: Item): string => {
  const title = shown(keys.flatMap((name) => item[name]?.S ?? []).join('  '));
  const fields = shownFields(item).filter(([name]) => !keys.includes(name));
  const width = Math.max(...fields.map(([name]) => name.length));
  const line = ([name, value]: [string, AttributeValue]): string => {
    const text = shown(`  ${name.padEnd(width)}  ${value.S ?? jsonOf(value)}`);
    return /[A-Z]|^version$|^revision$/.test(name) ? styleText('dim', text) : text;
  };
  const metadata = fields.filter(([name]) => /[A-Z]|^version$|^revision$/.test(name));
  const own = fields.filter((field) => !metadata.includes(field));
  return [styleText('bold', title), ...own.map(line), ...metadata.map(line)].join('\n');
};
