import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Decimal } from '../event/decimal.ts';
import type { Attribute, Attributes } from '../record/projection.ts';

type Item = Record<string, AttributeValue>;

const isList = (value: Attribute): value is readonly Attribute[] => Array.isArray(value);

const isDecimal = (value: Attribute): value is Decimal =>
  typeof value === 'object' && value !== null && 'decimal' in value;

const isMap = (value: Attribute): value is Attributes =>
  typeof value === 'object' && value !== null && !isList(value) && !isDecimal(value);

const toValue = (value: Attribute): AttributeValue | undefined => {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return { S: value.toWellFormed() };
  if (typeof value === 'boolean') return { BOOL: value };
  if (isDecimal(value)) return { N: value.decimal };
  if (isMap(value)) return { M: toItem(value) };
  return { L: value.map(toValue).filter((entry) => entry !== undefined) };
};

/** Attributes as DynamoDB takes them: exact numbers, well-formed text, nothing that is nullish. */
export const toItem = (attributes: Attributes): Item => {
  const item: Item = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = toValue(attribute);
    if (value !== undefined) item[name] = value;
  }
  return item;
};

const fromValue = (value: AttributeValue): Attribute => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return { decimal: value.N };
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(fromValue);
  if (value.M !== undefined) return fromItem(value.M);
  return undefined;
};

/** The reverse of {@link toItem}. */
export const fromItem = (item: Item): Attributes =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromValue(value)]));
