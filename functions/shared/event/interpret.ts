import * as v from 'valibot';
import type { Domain } from '../domain.ts';
import type { Decimal } from './decimal.ts';
import type { Envelope } from './envelope.ts';
import { fieldName } from './field-name.ts';

/** What a record holds beside its keys. Nullish values are not stored. */
export type Attribute =
  | string
  | boolean
  | Decimal
  | null
  | undefined
  | readonly Attribute[]
  | { readonly [name: string]: Attribute };
export type Attributes = Readonly<Record<string, Attribute>>;

/** An authentic event on its way through a domain. */
export interface DomainEvent extends Envelope {
  readonly name: string;
  /** The event's identity inside keys: sanitised, or made of the body's digest. */
  readonly key: string;
}

/** One fact that an event states: a register, overwritten by the same fact of a later event. */
export interface Fact {
  /** `<object>#<id>`, immutable. */
  readonly pk: string;
  /** Which fact about the object, immutable: no time, status or amount. */
  readonly sk: string;
  /**
   * The thing whose timeline this row belongs to and its place there, for the `related` index. A fact
   * that can belong to something states it even when this event doesn't name it (`to` undefined): the
   * link that an earlier event named then stays on the row.
   */
  readonly related?: { readonly to: string | undefined; readonly at: string | undefined };
  /** It does not depend on the object's status, so it can change after a terminal one. */
  readonly besideStatus?: true;
  readonly attributes: Attributes;
}

/** What an event states: no clock, no state, no I/O. */
export interface Projection {
  /** The event's primary object, `<object>#<id>`: its history is found by this. */
  readonly object: string;
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
  readonly grown?: readonly (Decimal | undefined)[];
  readonly facts: readonly Fact[];
}

/** Why a body cannot be projected: where, and what was expected and found there; never a value. */
export interface Issue {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

/** A projection, or the issues that prevent one. */
export type Interpretation =
  | { readonly projection: Projection; readonly issues?: undefined }
  | { readonly issues: readonly Issue[]; readonly projection?: undefined };

/** The events that share a schema and a projection. */
export interface Family {
  (event: DomainEvent): Interpretation;
  /** What reads the event's `data`. */
  readonly schema?: v.GenericSchema;
  readonly words?: Words;
}

/** The words that are known of fields like a status, by the path inside `data`, in upper case. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** A domain as it runs: its data, and a family for each event name or dot-separated prefix of one. */
export interface DomainRuntime {
  readonly domain: Domain;
  readonly families: Readonly<Record<string, Family>>;
}

const typeName = (value: unknown): string => {
  if (value === null) return 'null';
  if (value === '') return 'an empty string';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** A place in a list, or a field. */
const stepOf = ({ key }: v.IssuePathItem): string =>
  typeof key === 'number' ? String(key) : fieldName(String(key));

const toIssue = (issue: v.BaseIssue<unknown>): Issue => ({
  path: ['data', ...(issue.path ?? []).map(stepOf)].join('.'),
  expected: issue.type === 'union' ? issue.message : (issue.expected ?? issue.message),
  received: typeName(issue.input),
});

/** An issue about a part of the envelope that a projection cannot do without. */
export const missing = (path: string, expected: string): { issues: readonly Issue[] } => ({
  issues: [{ path, expected, received: 'undefined' }],
});

/**
 * Pairs a schema of an event's `data` with its projection.
 * @param project answers with a projection, or with {@link missing} where it cannot determine which
 *   object the event is about.
 */
export const family = <const S extends v.GenericSchema>(
  schema: S,
  project: (
    data: v.InferOutput<S>,
    event: DomainEvent,
  ) => Projection | { readonly issues: readonly Issue[] },
): Family => {
  const interpret = (event: DomainEvent): Interpretation => {
    const parsed = v.safeParse(schema, event.data ?? {});
    if (!parsed.success) return { issues: parsed.issues.map(toIssue) };
    const result = project(parsed.output, event);
    return 'issues' in result ? result : { projection: result };
  };
  return Object.assign(interpret, { schema });
};

/** A family with the known words of fields like a status: another word is no error, but drift. */
export const knowing = (family: Family, words: Words): Family =>
  Object.assign((event: DomainEvent) => family(event), family, { words });

/** No family's name is longer: a name of a million dots has no million prefixes to try. */
const LONGEST_FAMILY = 256;

/** The family of an event name: the name itself, or the longest dot-separated prefix that has one. */
export const familyOf = (
  runtime: Pick<DomainRuntime, 'families'>,
  name: string,
): Family | undefined => {
  // Stryker disable next-line ConditionalExpression,EqualityOperator,StringLiteral: only slower.
  const whole = name.length <= LONGEST_FAMILY ? name.length : name.lastIndexOf('.', LONGEST_FAMILY);
  for (let end = whole; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const prefix = name.slice(0, end);
    if (Object.hasOwn(runtime.families, prefix)) return runtime.families[prefix];
  }
  return undefined;
};
