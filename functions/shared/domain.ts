/** One domain of webhook events, as plain data: everything that names a domain derives from it. */
export interface Domain {
  /** Names the queue, the table and the function. */
  readonly name: string;
  /** What the domain keeps, in a few words for listings. */
  readonly title: string;
  /** First dot-separated parts of the event names that the domain owns, or whole names. */
  readonly families: readonly string[];
  /** Kinds of object whose ids find records in the domain's table: the first parts of its keys. */
  readonly objects: readonly string[];
  /** Statuses in which somebody must act on a record. */
  readonly work?: readonly Work[];
  /** Fields by which its records are found beside their ids, at a write unit each. */
  readonly lookups?: readonly Lookup[];
  /** Event names known to Airwallex's documentation, current and legacy. */
  readonly events: readonly string[];
  /** Raised when a projection changes, so that a replay rewrites records of equal version. */
  readonly revision: number;
  /** What a person loses while this domain's consumer fails. */
  readonly errorImpact: string;
  readonly tuning: Tuning;
}

/** Open work: statuses of a record in which somebody must act on it. */
export interface Work {
  /** Names it, in listings and in the index's key. */
  readonly kind: string;
  /** What is to be done, for listings. */
  readonly title: string;
  /** Kinds of the object, the first part of its key. */
  readonly objects: readonly string[];
  /** The record's sort key; where it ends in `#`, its first part. */
  readonly record: string;
  readonly statuses: readonly string[];
  /** Until when; missing where Airwallex states no time. */
  readonly due?: Due;
  /** The page that states when this is to be done. */
  readonly source: string;
}

/** A time that a record states, and how long after it something is due. */
export interface Due {
  /** Path of the time in the record's attributes. */
  readonly at: readonly string[];
  /** Days after that time; 0 where this is missing. */
  readonly days?: number;
  /** Another number of days for some values of an attribute. */
  readonly unless?: {
    readonly at: readonly string[];
    readonly days: Readonly<Record<string, number>>;
  };
}

/** How long a record may be in each status that is not terminal, until an event must report another one. */
export interface Dwell {
  /** Kinds of the object, the first part of its key. */
  readonly objects: readonly string[];
  /** The record's sort key; where it ends in `#`, its first part. */
  readonly record: string;
  /** Only records with this value of an attribute. */
  readonly where?: { readonly attribute: string; readonly value: string };
  /** Days by status, from when the event that states it is archived. */
  readonly days: Readonly<Record<string, number>>;
  /** Why the other statuses may last. */
  readonly lasting: Readonly<Record<string, string>>;
  /** The first part of the sort key of another record of the object that ends the wait too. */
  readonly endedBy?: string;
  /** The page that states the days, or {@link OUR_ESTIMATE}. */
  readonly source: string;
}

/** The source of days that no page states. */
export const OUR_ESTIMATE = 'our estimate';

/** A field of a record by which it is found. */
export interface Lookup {
  readonly index: 'lookup' | 'byCustomer';
  /** The record's sort key. */
  readonly record: string;
  readonly field: string;
  /** The first part of the index's key. */
  readonly as: string;
}

/** The rules by which a domain's records get the keys of indexes. */
export type IndexRules = Pick<Domain, 'work' | 'lookups'>;

/** What of a domain's objects is personal, as plain data: for erasure, and for the tests of privacy. */
export interface Privacy {
  /**
   * For each kind of object, the fields by which it states its owner, so that erasing the owner erases
   * it too. None for a person, and for what many people share.
   */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** Names of fields that no record has, and whose texts no record holds. */
  readonly privateNames: RegExp;
  /** Texts of private fields that others may have too, such as a country. */
  readonly ordinary: RegExp;
  /** Whether a private text may be a part of another one, such as a name of a business's name. */
  readonly partOfOthers?: true;
}

/** Whether events of a domain set records: without families there is no table. */
export const hasRecords = ({ families }: Pick<Domain, 'families'>): boolean => families.length > 0;

/** Whether a domain owns an event name: as a whole, or by its first dot-separated part. */
export const owns = (
  { families }: Pick<Domain, 'families'>,
  eventName: string | undefined,
): boolean =>
  eventName !== undefined &&
  (families.includes(eventName) || families.includes(eventName.split('.', 1)[0] ?? ''));

interface Tuning {
  /** Messages a function invocation takes at most (1–10 without a batching window). */
  readonly batchSize: number;
  /** Invocations at once at most (2–1000): the event source's limit, not reserved concurrency. */
  readonly maxConcurrency: number;
  /** MB. */
  readonly memorySize: number;
  /** Seconds; a record's own time-out lies below it. */
  readonly timeoutSeconds: number;
}

export const usualTuning: Tuning = {
  batchSize: 10,
  maxConcurrency: 20,
  memorySize: 256,
  timeoutSeconds: 30,
};
