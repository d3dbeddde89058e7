import { fieldName } from '../event/field-name.ts';
import { identifier, sha256 } from '../event/identifier.ts';
import { isObject } from '../event/json.ts';
import type { Delivery } from '../event/message.ts';
import { normaliseTime } from '../event/time.ts';
import type { Projection } from '../record/projection.ts';
import type { Reading } from '../record/read.ts';
import { amount, isNothing, number, time } from '../schema/fields.ts';
import { isUnread } from '../schema/object.ts';
import { run } from '../schema/run.ts';
import { type Shape, throughPipe } from '../schema/shape.ts';
import { MASK } from './mask.ts';

/*
 * What an erased event keeps: of the fields that its schema knows the ids, times,
 * amounts and words of a vocabulary, by which keys, versions, ranks and sums come out as before.
 * Everything else goes, what no schema knows without a trace.
 */

/** Keeps an object from becoming empty, which would make it no object any more. */
const EMPTIED = { erased: true };
/** Replaces data that no schema could read, and that none will. */
const UNREAD = 'erased';

/** Names of ids that others gave: what merchants choose may be a person's name. */
const idName = /^(?!merchant|request)(?:\w*_)?(?:ids?|ref)$/;
/** What looks like an id and no person's address. */
const opaque = /^[!-?A-~]{1,128}$/;
const wordName =
  /(?:status|stage|type|transaction_category|currency|currencies|direction|result)$/i;
const word = /^[A-Za-z][A-Za-z_]{1,39}$/;
const plainVersion = /^[\w.-]{1,32}$/;

/** Ids, and the other parts of keys. */
type Keys = ReadonlySet<string>;

const keysOf = ({ object, records }: Projection): Keys =>
  new Set(
    [object, ...records.flatMap(({ pk, sk, related }) => [pk, sk, related?.to ?? ''])].flatMap(
      (key) => key.split('#'),
    ),
  );

const leaf = (value: unknown, name: string, keys: Keys): unknown => {
  if (typeof value === 'boolean') return value;
  const text = String(value);
  const isKept =
    keys.has(identifier(text)) ||
    (idName.test(name) && opaque.test(text)) ||
    (wordName.test(name) && word.test(text));
  return isKept ? value : MASK;
};

const orPlaceholder = (entries: readonly (readonly [string, unknown])[]): object =>
  entries.length > 0 ? Object.fromEntries(entries) : EMPTIED;

/** The fields that their schemas have read, each without what is personal in it. */
const redactFields = (value: unknown, entries: NonNullable<Shape['entries']>, keys: Keys) =>
  orPlaceholder(
    Object.entries(isObject(value) ? value : {}).flatMap(([field, inner]) => {
      const known = Object.hasOwn(entries, field) ? entries[field] : undefined;
      // That there is no value takes the place of an earlier one.
      if (known && !isUnread(known) && isNothing(inner)) return [[field, null]];
      const read = known && run(known, { value: inner });
      if (!known || read?.issues || (read?.value ?? undefined) === undefined) return [];
      return [[field, redactValue(inner, known, field, keys)]];
    }),
  );

/** The values of a record, under names that are those of fields. */
const redactEach = (value: unknown, each: Shape, keys: Keys) =>
  orPlaceholder(
    Object.entries(isObject(value) ? value : {})
      .filter(([field]) => fieldName(field) !== '?')
      .map(([field, inner]) => [field, redactValue(inner, each, field, keys)]),
  );

/** A value that its schema has read, without what is personal in it. */
const redactValue = (value: unknown, shape: Shape, name: string, keys: Keys): unknown => {
  const { entries, wrapped, item, options, pipe, value: each } = shape;
  if (value === null) return null;
  if (shape === time) return normaliseTime(value);
  if (shape === amount || shape === number) return value;
  if (entries) return redactFields(value, entries, keys);
  if (wrapped) return redactValue(value, wrapped, name, keys);
  if (item)
    return Array.isArray(value) ? value.map((one) => redactValue(one, item, name, keys)) : [];
  if (options) {
    const fits = options.find((option) => (option.item !== undefined) === Array.isArray(value));
    return fits && redactValue(value, fits, name, keys);
  }
  if (each) return redactEach(value, each, keys);
  const inner = pipe && throughPipe(value, pipe);
  return inner ? redactValue(inner.value, inner.shape, name, keys) : leaf(value, name, keys);
};

const bodyOf = ({ envelope, family, projection }: Reading): Uint8Array => {
  if (envelope === undefined) return Buffer.alloc(0);
  const { id, name, accountId, orgId, appId, createdAt, apiVersion = '', data } = envelope;
  const schema = family?.schema;
  return Buffer.from(
    JSON.stringify({
      id,
      name,
      account_id: accountId,
      org_id: orgId,
      app_id: appId,
      created_at: createdAt,
      version: plainVersion.test(apiVersion) ? apiVersion : undefined,
      data: schema && projection ? redactValue(data ?? {}, schema, '', keysOf(projection)) : UNREAD,
    }),
  );
};

/**
 * An event without what is personal in it, pure and for good: doing it twice changes nothing more.
 * Its records have the same keys, links and versions, and its outcome is the same. Of a body that no
 * schema can read, only sender and time remain.
 * @returns the delivery with the digest of the masked body; that of the signed body stays.
 */
export const redact = (reading: Reading): Delivery => {
  const body = bodyOf(reading);
  return { body, receipt: { ...reading.delivery.receipt, maskedDigest: sha256(body) } };
};
