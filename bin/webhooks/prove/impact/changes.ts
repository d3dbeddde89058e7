import {
  differenceOfFields,
  type FieldDifference,
} from '../../../../functions/shared/query/difference.ts';
import type { Replay, ReplayedRecord } from './replay.ts';

/** A record that differs from before. */
export interface Change {
  readonly case: string;
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly is: 'new' | 'gone' | 'changed';
  readonly fields: readonly FieldDifference[];
}

/** What a change of the code does to the records of a corpus. */
export interface Impact {
  readonly changes: readonly Change[];
  /** Events whose outcome is another: `<case>: <before> → <after>`. */
  readonly outcomes: readonly string[];
  /** Revisions that differ, by domain; undefined where the domain is not there. */
  readonly revisions: Readonly<Record<string, readonly [number | undefined, number | undefined]>>;
  /**
   * Domains of which a record changes under an equal version and an equal revision: a replay would take
   * it for the current record, and not write it.
   */
  readonly unrevised: readonly string[];
}

/** Raised with every change, so it is not a change by itself. */
const REVISION = 'revision';

const changeOf = (
  name: string,
  before: ReplayedRecord | undefined,
  after: ReplayedRecord | undefined,
): Change | undefined => {
  const record = after ?? before;
  if (record === undefined) return undefined;
  const { domain, pk, sk } = record;
  if (!before || !after)
    return { case: name, domain, pk, sk, is: after ? 'new' : 'gone', fields: [] };
  const fields = differenceOfFields(before.fields, after.fields).filter(
    ({ field }) => field !== REVISION,
  );
  return fields.length === 0 ? undefined : { case: name, domain, pk, sk, is: 'changed', fields };
};

/** Compares the results of the earlier and the current code on the same cases. */
export const impactOf = (before: Replay, after: Replay): Impact => {
  const changes: Change[] = [];
  const outcomes: string[] = [];
  for (const [name, now] of after.cases) {
    const then = before.cases.get(name);
    for (const key of new Set([...(then?.records.keys() ?? []), ...now.records.keys()])) {
      const change = changeOf(name, then?.records.get(key), now.records.get(key));
      if (change) changes.push(change);
    }
    for (const [index, outcome] of now.outcomes.entries())
      if (then?.outcomes[index] !== outcome)
        outcomes.push(`${name}: ${then?.outcomes[index]} → ${outcome}`);
  }
  const all = new Set([...Object.keys(before.revisions), ...Object.keys(after.revisions)]);
  const revisions = [...all]
    .map((domain) => [domain, [before.revisions[domain], after.revisions[domain]]] as const)
    .filter(([, [old, young]]) => old !== young);
  const raised = new Set(
    revisions.filter(([, [old = 0, young = 0]]) => young > old).map(([domain]) => domain),
  );
  const unnoticed = changes.filter(
    ({ domain, is, fields }) =>
      is === 'changed' && !raised.has(domain) && !fields.some(({ field }) => field === 'version'),
  );
  return {
    changes,
    outcomes,
    revisions: Object.fromEntries(revisions),
    unrevised: [...new Set(unnoticed.map(({ domain }) => domain))],
  };
};
