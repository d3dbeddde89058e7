import type { RecordAttributes, Time } from './records.ts';

/** The names of the kinds of record. */
export type ObjectName = keyof RecordAttributes;

/**
 * Why a record changed: by a later event (`changed`), by a replay, a repair or a hand (`corrected`),
 * because personal data was erased (`erased`), because the record is gone (`removed`). `due` is no change:
 * work on the record is due soon.
 */
export type ChangeKind = 'changed' | 'corrected' | 'erased' | 'removed' | 'due';

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

/** One value, or any of several. */
export type AnyOf<Value> = Value | readonly Value[];

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
