import type * as v from 'valibot';
import { fieldName } from '../event/field-name.ts';
import { isObject } from '../event/json.ts';
import { normaliseTime } from '../event/time.ts';
import { isNothing, time } from './fields.ts';
import { object, unread } from './object.ts';
import { run } from './run.ts';
import { type Shape, throughPipe } from './shape.ts';

/*
 * How an event's body has drifted from what the schemas know. Apart from reading it: what is new is
 * no error, and looking for it must not cost a rebuild of millions of events.
 */

/** The words that are known of fields like a status, by the path inside `data`, in upper case. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** Something that no schema knows: where and of what sort, never a value. */
export interface Drift {
  /** From the top of the event, `data.object.status`; `[]` for each thing of a list. */
  readonly path: string;
  /** A new field, a known one of another form, or a new word where all were known. */
  readonly sort: 'field' | 'form' | 'word';
  /** The field's type, or the word if it looks like one. */
  readonly found: string;
}

/** A word of a vocabulary, as Airwallex writes all of its own: with no digits enough for a number. */
const plainWord = /^(?!.*\d{4})[A-Z][A-Z\d_]{0,39}$/;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** A path as it may be logged: of a place in a list, and without a name that is none of a field. */
export const plainPath = (path: string): string =>
  path
    .replace(/\.\d+(?=\.|$)/g, '[]')
    .split('.')
    .map((name) => (fieldName(name.replaceAll('[]', '')) === '?' ? '?' : name))
    .join('.');

const isWord = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

/** Whether another field of the object names this one, as its kind. */
const isVariant = (
  object: Readonly<Record<string, unknown>>,
  entries: NonNullable<Shape['entries']>,
  name: string,
): boolean =>
  Object.entries(entries).some(
    ([field, { namesField = false }]) => namesField && object[field] === name,
  );

const step = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** A value that is dropped because its schema cannot read its form. */
interface Dropped {
  /** From the top of the event, with the places in lists. */
  readonly path: string;
  /** What is wrong inside the value. */
  readonly issue: v.BaseIssue<unknown>;
}

/** Where a value is, the known words, and what is found. */
interface Search {
  readonly path: string;
  readonly words: Words;
  readonly found: Drift[];
}

/** Looks into the fields of an object; a value of any other form is for the event's own issues. */
const lookIntoFields = (
  value: unknown,
  entries: NonNullable<Shape['entries']>,
  search: Search,
): void => {
  if (!isObject(value)) return;
  const { path, found } = search;
  for (const name in value) {
    const field = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (field) look(value[name], field, { ...search, path: step(path, name) });
    else if (!isVariant(value, entries, name)) {
      found.push({ path: step(path, fieldName(name)), sort: 'field', found: typeOf(value[name]) });
    }
  }
};

const lookIntoList = (value: unknown, item: Shape, search: Search): void => {
  const inside = { ...search, path: `${search.path}[]` };
  if (Array.isArray(value)) for (const one of value) look(one, item, inside);
};

const lookAtTime = (value: unknown, { path, found }: Search): void => {
  if (isWord(value) && normaliseTime(value) === undefined)
    found.push({ path, sort: 'form', found: 'a time that cannot be read' });
};

const lookAtWord = (value: unknown, { path, words, found }: Search): void => {
  const known = words[path];
  if (!known || !isWord(value)) return;
  const word = String(value).toUpperCase();
  if (!known.includes(word))
    found.push({ path, sort: 'word', found: plainWord.test(word) ? word : 'a new word' });
};

/** Why a value is dropped; undefined where it is not. */
const refusalOf = (value: unknown, { droppable, wrapped }: Shape) =>
  droppable && wrapped && !isNothing(value) ? run(wrapped, { value }).issues?.[0] : undefined;

/** Looks into a value as far as its schema knows it. */
const look = (value: unknown, shape: Shape, search: Search): void => {
  const { entries, wrapped, item, options, pipe } = shape;
  if (refusalOf(value, shape))
    search.found.push({ path: search.path, sort: 'form', found: typeOf(value) });
  else if (shape === time) lookAtTime(value, search);
  else if (entries) lookIntoFields(value, entries, search);
  else if (wrapped) look(value, wrapped, search);
  else if (item) lookIntoList(value, item, search);
  else if (options) {
    for (const option of options) look(value, option, search);
  } else if (pipe) {
    const inner = throughPipe(value, pipe);
    if (inner) look(inner.value, inner.shape, search);
  } else lookAtWord(value, search);
};

const envelope = object({
  created_at: time,
  createdAt: time,
  ...unread('id', 'name', 'version', 'data', 'source_id', 'sourceId'),
  ...unread('account_id', 'accountId', 'org_id', 'orgId', 'app_id', 'appId'),
});

/**
 * What an event has that its schema doesn't know. What a schema refuses is not included: the event's
 * own issues report that.
 * @param event the event as parsed, of any shape.
 */
export const driftOf = (
  event: unknown,
  { schema, words = {} }: { readonly schema?: v.GenericSchema; readonly words?: Words },
): readonly Drift[] => {
  if (!isObject(event) || schema === undefined) return [];
  const found: Drift[] = [];
  look(event, envelope, { path: '', words: {}, found });
  const inside: Drift[] = [];
  look(event['data'], schema, { path: '', words, found: inside });
  for (const drift of inside) found.push({ ...drift, path: `data.${drift.path}` });
  return found;
};

/** The places of an event's `data` whose values its schema drops because of their form. */
export const droppedIn = (data: unknown, schema: Shape, path = 'data'): readonly Dropped[] => {
  const issue = refusalOf(data, schema);
  if (issue) return [{ path, issue }];
  const { entries, wrapped, item, options = [], pipe } = schema;
  if (entries)
    return Object.entries(isObject(data) ? data : {}).flatMap(([name, value]) => {
      const field = Object.hasOwn(entries, name) ? entries[name] : undefined;
      return field ? droppedIn(value, field, step(path, fieldName(name))) : [];
    });
  if (item)
    return (Array.isArray(data) ? data : []).flatMap((one, index) =>
      droppedIn(one, item, step(path, String(index))),
    );
  const inner = wrapped ? { value: data, shape: wrapped } : pipe && throughPipe(data, pipe);
  if (inner) return droppedIn(inner.value, inner.shape, path);
  const fits = options.find((option) => run(option, { value: data }).issues === undefined);
  return fits ? droppedIn(data, fits, path) : [];
};
