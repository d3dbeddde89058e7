import { isDeepStrictEqual } from 'node:util';
import { MASK } from '../erasure/mask.ts';
import type { AnyChange, Value, Values } from './any-change.ts';
import type { ChangeKind } from './change.ts';
import { kindOfRecord } from './kinds.ts';
import { attributesOf, type Item } from './values.ts';

/** An item before and after a write; undefined where there was or is none. */
export interface Images {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** The attributes that changed, as they were; null for those that were not there. */
const previousOf = (before: Values, after: Values): Values => {
  const previous: Record<string, Value> = {};
  for (const name of Object.keys({ ...before, ...after }))
    if (!isDeepStrictEqual(before[name], after[name])) previous[name] = before[name] ?? null;
  return previous;
};

const isMasked = (value: Value | undefined): boolean => {
  if (typeof value !== 'object' || value === null) return value === MASK;
  return Object.values(value).some(isMasked);
};

const textOf = (item: Item | undefined, name: string): string | null => item?.[name]?.S ?? null;

/** Whether a record takes other attributes from earlier events than before: a late event does this. */
const isCarriedAlike = (before: Item, after: Item): boolean =>
  isDeepStrictEqual(before['carried'], after['carried']);

/** Why a record changed, by what a write does to its version. @param changed the values that changed. */
const kindOfChange = (
  { before, after }: Images,
  changed: readonly (Value | undefined)[],
): ChangeKind => {
  if (after === undefined) return 'removed';
  if (before === undefined) return 'changed';
  const [old, current] = [textOf(before, 'version') ?? '', textOf(after, 'version') ?? ''];
  if (current > old) return 'changed';
  if (current < old || before['revision']?.N !== after['revision']?.N) return 'corrected';
  if (!isCarriedAlike(before, after)) return 'changed';
  return changed.some(isMasked) ? 'erased' : 'corrected';
};

const statusOf = (values: Values): string | null =>
  typeof values['status'] === 'string' ? values['status'] : null;

/** What a change states of the record that an item holds, whatever changed; undefined where it holds none of ours. */
const factsOf = (item: Item | undefined) => {
  const key = { pk: textOf(item, 'pk') ?? '', sk: textOf(item, 'sk') ?? '' };
  const kind = kindOfRecord(key);
  if (item === undefined || kind === undefined) return undefined;
  return {
    domain: kind.domain,
    object: kind.name,
    key,
    version: textOf(item, 'version'),
    revision: item['revision']?.N === undefined ? null : Number(item['revision'].N),
    eventId: textOf(item, 'eventId'),
    occurredAt: textOf(item, 'occurredAt'),
    account: textOf(item, 'accountId') ?? textOf(item, 'orgId'),
    omitted: false,
  };
};

/**
 * What a write changed of a record; undefined where no attribute changed (ties, links and index keys
 * are none), and for what is no record of ours.
 * @param position in the stream; empty for what is not of it.
 */
export const changeOf = (
  images: Images,
  {
    position,
    publishedAt,
    replay = false,
  }: Pick<AnyChange, 'position' | 'publishedAt'> & { readonly replay?: boolean },
): AnyChange | undefined => {
  const { before, after } = images;
  const facts = factsOf(after ?? before);
  if (facts === undefined) return undefined;
  const [old, record] = [attributesOf(before ?? {}), attributesOf(after ?? {})];
  const previous = previousOf(old, record);
  const names = Object.keys(previous);
  if (names.length === 0) return undefined;
  const isNewStatus = 'status' in previous;
  return {
    ...facts,
    kind: kindOfChange(
      images,
      names.map((name) => record[name]),
    ),
    position,
    publishedAt,
    record: after === undefined ? null : record,
    previous,
    becomes: isNewStatus ? statusOf(record) : null,
    from: isNewStatus ? statusOf(old) : null,
    dueAt: null,
    replay,
  };
};

/** That work on the record that an item holds is due at a time, UTC text. */
export const dueOf = (
  item: Item,
  { dueAt, publishedAt }: { readonly dueAt: string; readonly publishedAt: string },
): AnyChange | undefined => {
  const facts = factsOf(item);
  if (facts === undefined) return undefined;
  return {
    ...facts,
    ...{ kind: 'due', position: '', publishedAt, dueAt, replay: false },
    ...{ record: attributesOf(item), previous: {}, becomes: null, from: null },
  };
};
