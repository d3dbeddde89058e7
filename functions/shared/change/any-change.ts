import type { Change, ObjectName } from './change.ts';

/** A value of a change: numbers are exact decimals, as text. */
export type Value = string | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Values = Readonly<Record<string, Value>>;

/** A change of a record of any kind, before anybody asks for one kind. */
export interface AnyChange
  extends Omit<Change, 'object' | 'record' | 'previous' | 'becomes' | 'from'> {
  readonly object: ObjectName;
  readonly record: Values | null;
  readonly previous: Values;
  readonly becomes: string | null;
  readonly from: string | null;
}
