import type { AnyChange } from '../../../../functions/shared/change/any-change.ts';
import type { ChangeKind, ObjectName } from '../../../../functions/shared/change/change.ts';
import {
  changeKinds,
  isObjectName,
  objectNames,
} from '../../../../functions/shared/change/kinds.ts';
import { namesFrom } from '../../pipeline/event-names.ts';
import { didYouMean, unknownStatusText } from '../../pipeline/record-words.ts';
import { usageError } from '../../terminal/failure.ts';

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

/** A sentence about statuses of a filter that are not known; empty where all are. */
export const unknownStatusIn = ({
  objects = objectNames,
  becomes = [],
  from = [],
}: ChangeFilter): Promise<string> => unknownStatusText([...becomes, ...from], objects);
