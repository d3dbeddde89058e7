import type { ChangeKind, ObjectName } from './change.ts';
import { recordKeys } from './records.ts';

/** A record's key in its table. */
interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The kinds of record whose keys begin with the same words, each with its domain. */
interface Kind {
  readonly name: ObjectName;
  readonly domain: string;
}

/** What is before the identifier in a part of a key; the whole part where it has none. */
const wordOf = (part: string): string => part.slice(0, part.indexOf('#') + 1) || part;

const byWords = new Map<string, Kind>();
for (const name of Object.keys(recordKeys)) {
  if (!isName(name)) continue;
  const { domain, pk, sk } = recordKeys[name];
  byWords.set(`${wordOf(pk)} ${wordOf(sk)}`, { name, domain });
}

function isName(name: string): name is ObjectName {
  return Object.hasOwn(recordKeys, name);
}

/** The kind of record that a key is of; undefined for what is no record of ours. */
export const kindOfRecord = ({ pk, sk }: Key): Kind | undefined =>
  byWords.get(`${wordOf(pk)} ${wordOf(sk)}`);

/** Every kind of record. */
export const objectNames: readonly ObjectName[] = Object.keys(recordKeys).filter(isName);

/** Whether a word names a kind of record. */
export const isObjectName = isName;

/** Every reason why a record changes. */
export const changeKinds = [
  'changed',
  'corrected',
  'erased',
  'removed',
  'due',
] as const satisfies readonly ChangeKind[];
