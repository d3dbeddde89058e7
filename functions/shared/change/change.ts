import type { RecordAttributes, Time } from './records.ts';

/** The names of the kinds of record. */
export type ObjectName = keyof RecordAttributes;

/**
 * Why a record changed: by a later event (`changed`), by a replay, a repair or a hand (`corrected`),
 * because personal data was erased (`erased`), because the record is gone (`removed`). `due` is no change:
 * work on the record is due soon.
 */
export const changeKinds = ['changed', 'corrected', 'erased', 'removed', 'due'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** The status of a kind of record; only null where it has none. */
type StatusOf<Name extends ObjectName> = RecordAttributes[Name] extends {
  readonly status?: infer Status;
}
  ? Exclude<Status, undefined>
  : never;

/** A change of a record of one kind, as it is published: JSON, in which an absent value is null. */
interface ChangeOf<Name extends ObjectName> {
  readonly domain: string;
  /** The kind of record, as `functions/RECORDS.md` lists it. */
  readonly object: Name;
  readonly key: { readonly pk: string; readonly sk: string };
  readonly kind: ChangeKind;
  /**
   * The place in the stream of the table, a text that sorts: of two changes of a record the later one has
   * the higher position. Empty for what is not of the stream: a replayed change, and `due`.
   */
  readonly position: string;
  /** The version of the record, by which events are ordered; it can come back. */
  readonly version: string | null;
  /** The revision of the projection that wrote the record. */
  readonly revision: number | null;
  /** The event that set the record. */
  readonly eventId: string | null;
  /** When that event happened. */
  readonly occurredAt: Time | null;
  readonly publishedAt: Time;
  /** The attributes of the record now; null where it was removed, or is `omitted`. */
  readonly record: RecordAttributes[Name] | null;
  /** The attributes that changed, as they were. */
  readonly previous: {
    readonly [Key in keyof RecordAttributes[Name]]?: RecordAttributes[Name][Key] | null;
  };
  /** The status, where this change set it. */
  readonly becomes: StatusOf<Name> | null;
  /** The status before it, where it has changed. */
  readonly from: StatusOf<Name> | null;
  /** The account that the record is about; the organisation where it is about no account. */
  readonly account: string | null;
  /** Until when, of `due`. */
  readonly dueAt: Time | null;
  /** Whether it was published again, from the archive. */
  readonly replay: boolean;
  /** Whether the record is too large for a message, so that `record` and `previous` are left out. */
  readonly omitted: boolean;
}

/** A change of a record of these kinds. */
export type Change<Name extends ObjectName = ObjectName> = { [Key in Name]: ChangeOf<Key> }[Name];

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
