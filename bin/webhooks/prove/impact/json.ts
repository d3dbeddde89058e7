import * as v from 'valibot';
import { changedFieldJson, changedFieldShape } from '../../json/difference.ts';
import { recordKeyFields } from '../../json/record.ts';
import type { Impact } from './changes.ts';

/** What `impact --json` prints. */
export const impactShape = v.strictObject({
  /** The commit. */
  base: v.string(),
  cases: v.number(),
  changes: v.array(
    v.strictObject({
      case: v.string(),
      ...recordKeyFields,
      state: v.picklist(['new', 'gone', 'changed']),
      fields: v.array(changedFieldShape),
    }),
  ),
  /** Events whose outcome is another. */
  outcomes: v.array(v.string()),
  /** Revisions that differ, by domain; null where the domain does not exist. */
  revisions: v.record(
    v.string(),
    v.strictObject({ before: v.nullable(v.number()), after: v.nullable(v.number()) }),
  ),
  /** Domains whose records change without a new revision. */
  unrevised: v.array(v.string()),
});

/** What a change of the code does as JSON. @param base the commit. */
export const impactJson = (
  base: string,
  cases: number,
  { changes, outcomes, revisions, unrevised }: Impact,
): v.InferOutput<typeof impactShape> => ({
  base,
  cases,
  changes: changes.map(({ case: name, domain, pk, sk, is, fields }) => ({
    ...{ case: name, domain, pk, sk, state: is },
    fields: fields.map(changedFieldJson),
  })),
  outcomes: [...outcomes],
  revisions: Object.fromEntries(
    Object.entries(revisions).map(([domain, [before = null, after = null]]) => [
      domain,
      { before, after },
    ]),
  ),
  unrevised: [...unrevised],
});
