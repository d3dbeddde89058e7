import type { AnyChange } from './any-change.ts';
import type { AnyOf, ChangeKind } from './change.ts';

/** The attributes by which a subscription can filter: SNS takes five at most. */
export const filteredNames = ['object', 'becomes', 'from', 'account', 'kind'] as const;
export type FilteredName = (typeof filteredNames)[number];

/** Which changes somebody wants, without the types of the kinds of record: see `On`. */
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
