import { toDecimal } from '../functions/shared/event/decimal.ts';
import { UnreadableItem } from './unreadable-item.ts';

/** A value of a record: numbers are exact decimals, as text. */
export type Plain = string | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/** Reads a value at a place of an item. */
type ReadValue = (value: unknown, place: string) => Plain;

/** How an item states its values. */
type Form = 'attribute values' | 'plain values';

/** As deep as an item of DynamoDB can be. */
const MOST_LEVELS = 32;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MOST_SHOWN = 80;

/** A place without what is in no name of ours: an item may have any name. */
const shown = (place: string): string => place.slice(0, MOST_SHOWN).replace(/[^\w.]/g, '?');

const refuse = (place: string, expected: string): never => {
  throw new UnreadableItem(`${shown(place)} cannot be read: ${expected} was expected.`);
};

const decimalAt = (value: unknown, place: string): string =>
  toDecimal(value)?.decimal ?? refuse(place, 'a number of at most 38 digits');

const inside = (place: string, name: string | number): string => {
  if (place.split('.').length > MOST_LEVELS) return refuse(place, 'a value of at most 32 levels');
  return place === '' ? String(name) : `${place}.${name}`;
};

/** Every value of an object, under its name, and every entry of a list. */
const listOf = (values: readonly unknown[], read: ReadValue, place: string): readonly Plain[] =>
  values.map((value, index) => read(value, inside(place, index)));

const mapOf = (
  values: Readonly<Record<string, unknown>>,
  read: ReadValue,
  place: string,
): Readonly<Record<string, Plain>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, read(value, inside(place, name))]),
  );

/** A value as the AWS SDK gives it. */
const readAttributeValue: ReadValue = (value, place) => {
  if (!isObject(value)) return refuse(place, 'an attribute value');
  const { S, N, BOOL, L, M } = value;
  if (typeof S === 'string') return S;
  if (N !== undefined) return decimalAt(N, place);
  if (typeof BOOL === 'boolean') return BOOL;
  if (Array.isArray(L)) return listOf(L, readAttributeValue, place);
  if (isObject(M)) return mapOf(M, readAttributeValue, place);
  return refuse(place, 'an attribute value of type S, N, BOOL, L or M');
};

/** A double holds any number of this many significant digits. */
const EXACT_DIGITS = 15;

const digitsOf = (number: number): number =>
  String(number)
    .replace(/e.*$|[-.]/g, '')
    .replace(/^0+/, '').length;

/** A value as the document client or `unmarshall` give it. */
const readPlain: ReadValue = (value, place) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return decimalAt(String(value), place);
  if (typeof value === 'number')
    return digitsOf(value) > EXACT_DIGITS
      ? refuse(
          place,
          'a number that a double holds exactly (`wrapNumbers: true` keeps every digit)',
        )
      : decimalAt(value, place);
  if (Array.isArray(value)) return listOf(value, readPlain, place);
  if (!isObject(value)) return refuse(place, 'a text, number, flag, list or map');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null)
    return mapOf(value, readPlain, place);
  // The SDK's `NumberValue`, of `wrapNumbers: true`.
  return typeof value['value'] === 'string'
    ? decimalAt(value['value'], place)
    : refuse(place, 'a text, number, flag, list or map');
};

/** The form of an item, by that of its key. */
const formOf = (pk: unknown): Form | undefined => {
  if (typeof pk === 'string') return 'plain values';
  return isObject(pk) && typeof pk['S'] === 'string' ? 'attribute values' : undefined;
};

/**
 * An item's values: of one that the AWS SDK gives, or of one that was unmarshalled.
 * @throws UnreadableItem
 */
export const plainItem = (item: unknown): Readonly<Record<string, Plain>> => {
  const form = isObject(item) ? formOf(item['pk']) : undefined;
  if (!isObject(item) || form === undefined)
    throw new UnreadableItem(
      'This is no item of a state table: it has no text `pk`. Pass an item of a Query, GetItem or BatchGetItem.',
    );
  return mapOf(item, form === 'plain values' ? readPlain : readAttributeValue, '');
};
