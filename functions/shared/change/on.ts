import type { AnyChange, Change, ChangeKind, ObjectName } from './change.ts';
import { type FilteredName, filteredNames } from './message.ts';

/** One value, or any of several. */
type AnyOf<Value> = Value | readonly Value[];

/** Of the words that a type lists, those that are known: it allows any other text too. */
type Known<Word> = Word extends string ? (string extends Word ? never : Word) : never;

/** Which changes somebody wants: only words that exist for these kinds of record compile. */
export interface On<Name extends ObjectName> {
  readonly object: AnyOf<Name>;
  /** The status that the change sets. */
  readonly becomes?: AnyOf<Known<Change<Name>['becomes']>>;
  /** The status before it. */
  readonly from?: AnyOf<Known<Change<Name>['from']>>;
  /** The account that the record is about. */
  readonly account?: AnyOf<string>;
  /** `changed` and `corrected` where this is missing. */
  readonly kind?: AnyOf<ChangeKind>;
}

/** The same without the types of the kinds of record. */
export type AnyOn = Readonly<Record<'object', AnyOf<string>>> &
  Readonly<Partial<Record<Exclude<FilteredName, 'object'>, AnyOf<string> | undefined>>>;

/** The kinds of change that matter to who asks for none: the record's state is another one now. */
const usualKinds: readonly ChangeKind[] = ['changed', 'corrected'];

/** The values that each attribute may have, as SNS takes a filter policy. */
export const filterPolicyOf = (on: AnyOn): Readonly<Record<string, readonly string[]>> => {
  const asked = { kind: usualKinds, ...on };
  const policy: Record<string, readonly string[]> = {};
  for (const name of filteredNames) {
    const values = asked[name];
    if (values !== undefined) policy[name] = [values].flat();
  }
  return policy;
};

/** Whether somebody wants a change: the same as the filter policy, which takes a while to apply. */
export const isWanted = (on: AnyOn, change: AnyChange): boolean =>
  Object.entries(filterPolicyOf(on)).every(([name, values]) =>
    filteredNames.some((one) => one === name && values.includes(change[one] ?? '')),
  );
