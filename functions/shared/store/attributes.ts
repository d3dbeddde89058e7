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

/** Attributes as one text, which is the same for the same item of {@link toItem}. */
export const textOf = (attributes: Attributes): string => {
  const texts: string[] = [];
  for (const name of Object.keys(attributes).sort()) {
    const text = valueText(attributes[name]);
    if (text !== undefined) texts.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${texts.join(',')}}`;
};

const valueText = (value: Attribute): string | undefined => {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value === 'boolean') return String(value);
  if (isDecimal(value)) return value.decimal;
  if (isMap(value)) return textOf(value);
  return `[${value
    .map(valueText)
    .filter((text) => text !== undefined)
    .join(',')}]`;
};

/** The attribute that a value of an item states. */
export const fromValue = (value: AttributeValue): Attribute => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return { decimal: value.N };
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(fromValue);
  if (value.M !== undefined) return fromItem(value.M);
  return undefined;
};

/** The reverse of {@link toItem}. */
export const fromItem = (item: Item): Attributes => {
  const attributes: Record<string, Attribute> = {};
  for (const name in item) {
    const value = item[name];
    if (value) attributes[name] = fromValue(value);
  }
  return attributes;
};
