import type * as v from 'valibot';
import type { Domain } from '../domain.ts';
import { fieldName } from '../event/field-name.ts';
import { droppedIn, type Words } from '../schema/drift.ts';
import { run } from '../schema/run.ts';
import type { DomainEvent, Interpretation, Issue, Projection } from './projection.ts';

/** The events that share a schema and a projection. */
export interface Family {
  (event: DomainEvent): Interpretation;
  /** What reads the event's `data`. */
  readonly schema?: v.GenericSchema;
  /** The known words of fields like a status: another word is no error, but drift. */
  readonly words?: Words;
}

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

const toIssue = (issue: v.BaseIssue<unknown>, place = 'data'): Issue => ({
  path: [place, ...(issue.path ?? []).map(stepOf)].join('.'),
  expected: issue.type === 'union' ? issue.message : (issue.expected ?? issue.message),
  received: typeName(issue.input),
});

/** As many as show what is wrong: of a list of a million odd things, an item could not hold all. */
const MOST_DROPPED = 20;

const droppedIssues = (data: unknown, schema: v.GenericSchema): readonly Issue[] =>
  droppedIn(data, schema)
    .slice(0, MOST_DROPPED)
    .map(({ path, issue }) => toIssue(issue, path));

/** An issue about a part of the envelope that a projection cannot do without. */
export const missing = (path: string, expected: string): { issues: readonly Issue[] } => ({
  issues: [{ path, expected, received: 'undefined' }],
});

/**
 * Pairs a schema of an event's `data` with its projection.
 * @param project answers with a projection, or with {@link missing} where it cannot determine which
 *   object the event is about.
 * @param words the known words of fields like a status, by the field's path in `data`.
 */
export const family = <const S extends v.GenericSchema>(
  schema: S,
  project: (
    data: v.InferOutput<S>,
    event: DomainEvent,
  ) => Projection | { readonly issues: readonly Issue[] },
  words: Words = {},
): Family => {
  const interpret = (event: DomainEvent): Interpretation => {
    const data = event.data ?? {};
    let isWhole = true;
    const onDropped = (): void => {
      isWhole = false;
    };
    const read = run(schema, { value: data }, { onDropped });
    if (read.issues) return { issues: read.issues.map((issue) => toIssue(issue)) };
    const result = project(read.value, event);
    if ('issues' in result || isWhole) return 'issues' in result ? result : { projection: result };
    return { projection: result, issues: droppedIssues(data, schema) };
  };
  return Object.assign(interpret, { schema, words });
};

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
