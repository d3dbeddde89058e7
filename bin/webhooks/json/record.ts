import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import type { Item } from '../../../functions/shared/query/items.ts';
import { differenceShape } from './difference.ts';
import { maybeText } from './event.ts';

/** What names a record in the tables. */
export const recordKeyFields = {
  domain: v.string(),
  /** The key of its object, `<object>#<id>`. */
  pk: v.string(),
  sk: v.string(),
};

/** A record that an event set, and its current state. */
export const recordStateShape = v.strictObject({
  ...recordKeyFields,
  /** `waiting`: the event is not applied (yet). */
  state: v.picklist(['current', 'superseded', 'waiting']),
  altered: v.array(differenceShape),
  supersededBy: v.nullable(v.strictObject({ id: v.string(), name: v.string() })),
  decidedBy: maybeText,
  because: maybeText,
});

export type RecordStateJson = v.InferOutput<typeof recordStateShape>;

/** A stored item as JSON: attributes by name, numbers with every digit. */
export const itemShape = v.record(v.string(), v.unknown());

/** What `history --at --json` prints. */
export const itemsShape = v.array(itemShape);

/** Not shown unless asked: the body may hold personal data. */
const bodies = ['body', 'deflated', 'packed'];

/** A number that `JSON.stringify` writes as it is: https://tc39.es/proposal-json-parse-with-source/ */
const rawNumber: (text: string) => unknown = Reflect.get(JSON, 'rawJSON');

const exactValue = (value: AttributeValue): unknown => {
  if (value.N !== undefined) return rawNumber(value.N);
  if (value.L !== undefined) return value.L.map(exactValue);
  if (value.M !== undefined) return itemJson(value.M);
  return value.S ?? value.BOOL ?? null;
};

/** An item for `JSON.stringify`, its attributes in the order of their names. */
export const itemJson = (item: Item): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => !bodies.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, exactValue(value)]),
  );
