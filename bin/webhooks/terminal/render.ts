import { styleText } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, jsonOf } from '../../../functions/shared/query/items.ts';
import { shown } from './printable.ts';

const keys = ['pk', 'sk'];

/** Metadata is named in camelCase, an object's own fields in snake_case. */
const isMetadata = (name: string): boolean => /[A-Z]|^version$|^revision$/.test(name);

/** The item of a record for reading: its key, then the object's fields, then where it comes from. */
export const render = (item: Item, { metadata = true } = {}): string => {
  const title = shown(keys.flatMap((name) => item[name]?.S ?? []).join('  '));
  const fields = Object.entries(item)
    .filter(([name]) => !keys.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const own = fields.filter(([name]) => !isMetadata(name));
  const others = metadata ? fields.filter(([name]) => isMetadata(name)) : [];
  const width = Math.max(0, ...[...own, ...others].map(([name]) => name.length));
  const line = ([name, value]: [string, AttributeValue]): string => {
    const text = shown(`  ${name.padEnd(width)}  ${value.S ?? jsonOf(value)}`);
    return isMetadata(name) ? styleText('dim', text) : text;
  };
  return [styleText('bold', title), ...own.map(line), ...others.map(line)].join('\n');
};
