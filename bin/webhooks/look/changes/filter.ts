import { loadInterface } from '../../../../functions/runtimes.ts';
import {
  type AnyChange,
  type ChangeKind,
  changeKinds,
  type ObjectName,
} from '../../../../functions/shared/change/change.ts';
import { isObjectName, objectNames } from '../../../../functions/shared/change/kinds.ts';
import { descriptionOf } from '../../../../functions/shared/interface/attribute.ts';
import { namesFrom } from '../../pipeline/event-names.ts';
import { usageError } from '../../terminal/failure.ts';
import { nearNames } from '../../terminal/near.ts';

/** The options of a command line that select changes. */
export interface FilterOptions {
  readonly object?: string;
  readonly becomes?: string;
  readonly from?: string;
  readonly account?: string;
  readonly kind?: string;
}

/** Which changes to show: those that match every condition. */
export interface ChangeFilter {
  readonly objects?: readonly ObjectName[];
  readonly becomes?: readonly string[];
  readonly from?: readonly string[];
  readonly account?: string;
  readonly kinds?: readonly ChangeKind[];
}

const didYouMean = (word: string, words: readonly string[]): string => {
  const near = nearNames(word, words);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
};

/** The words of an option that are some of those that exist. @throws Failure for any other word. */
const chosen = <T extends string>(
  text: string,
  {
    what,
    words,
    isWord,
  }: { what: string; words: readonly T[]; isWord: (word: string) => word is T },
): readonly T[] =>
  namesFrom(text).map((word) => {
    if (isWord(word)) return word;
    const near = didYouMean(word, words);
    throw usageError(`There is no ${what} "${word}".${near || ` Choose of ${words.join(', ')}.`}`);
  });

const isKind = (word: string): word is ChangeKind => changeKinds.some((kind) => kind === word);

/** The filter of a command line. @throws Failure for a kind of record or of change that does not exist. */
export const filterFrom = ({
  object,
  becomes,
  from,
  account,
  kind,
}: FilterOptions): ChangeFilter => ({
  ...(object !== undefined && {
    objects: chosen(object, { what: 'kind of record', words: objectNames, isWord: isObjectName }),
  }),
  ...(becomes !== undefined && { becomes: namesFrom(becomes) }),
  ...(from !== undefined && { from: namesFrom(from) }),
  ...(account !== undefined && { account }),
  ...(kind !== undefined && {
    kinds: chosen(kind, { what: 'kind of change', words: changeKinds, isWord: isKind }),
  }),
});

const isOneOf = (value: string | null, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || (value !== null && wanted.includes(value));

/** Whether a change matches every condition of a filter. */
export const meets = (
  change: AnyChange,
  { objects, becomes, from, account, kinds }: ChangeFilter,
): boolean =>
  isOneOf(change.object, objects) &&
  isOneOf(change.becomes, becomes) &&
  isOneOf(change.from, from) &&
  isOneOf(change.kind, kinds) &&
  (account === undefined || change.account === account);

/** The statuses that are known of these kinds of record. */
const statusesOf = async (objects: readonly ObjectName[]): Promise<ReadonlySet<string>> => {
  const statuses = new Set<string>();
  for (const definitions of Object.values(await loadInterface()))
    for (const name of objects) {
      const status = definitions[name]?.schema.entries['status'];
      const attribute = status && 'wrapped' in status ? status.wrapped : status;
      for (const word of (attribute && descriptionOf(attribute).words) ?? []) statuses.add(word);
    }
  return statuses;
};

/**
 * A sentence about statuses of a filter that are not known, with similar ones; empty where all are
 * known. Airwallex may send others, so this is a hint and no proof.
 */
export const unknownStatusText = async ({
  objects = objectNames,
  becomes = [],
  from = [],
}: ChangeFilter): Promise<string> => {
  const asked = [...new Set([...becomes, ...from])];
  if (asked.length === 0) return '';
  const known = await statusesOf(objects);
  const [unknown] = asked.filter((status) => !known.has(status));
  if (unknown === undefined) return '';
  const near = didYouMean(unknown, [...known]) || didYouMean(unknown.toUpperCase(), [...known]);
  return `No known status of ${objects.length === 1 ? objects[0] : 'these records'} is "${unknown}".${near}`;
};
