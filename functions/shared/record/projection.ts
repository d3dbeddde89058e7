import type { Decimal } from '../event/decimal.ts';
import type { Envelope } from '../event/envelope.ts';

/** What a record holds beside its keys: null where there is no value, undefined where nothing is stated. */
export type Attribute =
  | string
  | boolean
  | Decimal
  | null
  | undefined
  | readonly Attribute[]
  | { readonly [name: string]: Attribute };
export type Attributes = Readonly<Record<string, Attribute>>;

/** Names of attributes; or all, of a record that keeps none from an earlier event. */
export type Bound = readonly string[] | 'all';

/** An authentic event on its way through a domain. */
export interface DomainEvent extends Envelope {
  readonly name: string;
  /** The event's identity inside keys: sanitised, or made of the body's digest. */
  readonly key: string;
}

/** A thing whose timeline a record belongs to, and the record's place there, for the index of timelines. */
export interface Related {
  readonly to: string | undefined;
  readonly at: string | undefined;
}

/** The sort position of an object in its own timeline: before everything that has a time. */
const FIRST = '-';

/** The place of an object that has a timeline of its own. */
export const firstInOwnTimeline = (pk: string): Related => ({ to: pk, at: FIRST });

/** One fact that an event states: a register, overwritten by the same fact of a later event. */
export interface ProjectedRecord {
  /** `<object>#<id>`, immutable. */
  readonly pk: string;
  /** Which fact about the object, immutable: no time, status or amount. */
  readonly sk: string;
  /**
   * A fact that can belong to something states it even when this event does not name it (`to`
   * undefined): the link that an earlier event named then stays on the record.
   */
  readonly related?: Related;
  /** The account and the organisation that it is about; those of the envelope where this is missing. */
  readonly about?: { readonly accountId: string | undefined; readonly orgId: string | undefined };
  /** It does not depend on the object's status, so it can change after a terminal one. */
  readonly besideStatus?: true;
  /** Attributes that belong to the status: see `Registers`. */
  readonly bound?: Bound;
  /** Every attribute that the record can have; the keys of `attributes` where this is missing. */
  readonly fields?: readonly string[];
  readonly attributes: Attributes;
}

/** What an event states: no clock, no state, no I/O. */
export interface Projection {
  /** The event's primary object, `<object>#<id>`: its history is found by this. */
  readonly object: string;
  /** Other objects that the event is about, by which it is found too. */
  readonly about?: readonly string[];
  /** The object's `updated_at`, normalised. */
  readonly updatedAt?: string | undefined;
  /** A time that the body states for how far the object has come, normalised. */
  readonly progress?: string | undefined;
  /** The status's place in its lifecycle, 0–999, terminal from `FINAL` on; 0 for what has none. */
  readonly rank?: number;
  /**
   * Amounts and counts that only grow, in the same order for every event of one kind of object. At
   * most 20: a version is a sort key, which DynamoDB limits to 1,024 bytes.
   */
  readonly grown?: readonly (Decimal | undefined)[] | undefined;
  readonly records: readonly ProjectedRecord[];
}

/** Why a body, or a field of it, cannot be read: where, and what was expected and found there; never a value. */
export interface Issue {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

/** A projection, with the issues of fields that were dropped; or the issues that prevent one. */
export type Interpretation =
  | { readonly projection: Projection; readonly issues?: readonly Issue[] }
  | { readonly issues: readonly Issue[]; readonly projection?: undefined };
