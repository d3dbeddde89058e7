import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { differenceOf } from '../difference.ts';
import { rowKey, rowsAt } from '../target/rows.ts';
import type { Target } from '../target/target.ts';
import { claimsOf, ownPart, provenBy } from './claims.ts';
import { type Origins, originsOf } from './origins.ts';
import type { Patience } from './patience.ts';

/** What the archive says of a stored row: it explains it, or what it does not explain. */
export type Explanation = 'explained' | 'older' | 'gone' | readonly string[];

/** What a row holds that its events did not say, for a person. */
const flawsOf = (row: Row, { own, others }: Origins, revision: number): readonly string[] => {
  if (own === undefined) return ['its event sets no such row'];
  const proven = new Set([own, ...others].flatMap((projected) => provenBy(projected, row)));
  return claimsOf(row, revision)
    .filter(({ digest }) => !proven.has(digest))
    .map(({ of, eventId }) => {
      if (of === 'link') return 'no event explains what it is related to';
      if (of === 'tie') return `no event of its moment is called ${eventId}`;
      const fields = differenceOf(ownPart(row), ownPart(own)).map(({ field }) => field);
      return `it is not what its event says in ${fields.join(', ')}`;
    });
};

const explain = async (target: Target, runtime: DomainRuntime, row: Row): Promise<Explanation> => {
  const { revision } = runtime.domain;
  if (row.revision > revision)
    return [`projection ${row.revision} set it, and this code is of projection ${revision}`];
  const origins = await originsOf(target, runtime, row);
  if (origins === undefined) return ['the archive does not hold the event that set it'];
  if (row.revision < revision) return 'older';
  const flaws = flawsOf(row, origins, revision);
  return flaws.length === 0 ? 'explained' : flaws;
};

/**
 * Explains a stored row by the archive's events. One that they do not explain is read again, after
 * a while: a repair may be under way, and the index that finds a link's event lags behind.
 * @param isProven whether an event that was read before has proved a claim, by its digest.
 */
export const explainRow = async (
  target: Target,
  runtime: DomainRuntime,
  row: Row,
  isProven: (digest: string) => boolean,
  patience: Patience,
): Promise<Explanation> => {
  const { name, revision } = runtime.domain;
  if (claimsOf(row, revision).every(({ digest }) => isProven(digest)))
    return row.revision < revision ? 'older' : 'explained';
  let explanation = await explain(target, runtime, row);
  if (typeof explanation === 'string') return explanation;
  await patience.lookAgain([row], async () => {
    const now = (await rowsAt(target, name, [row])).get(rowKey(row));
    explanation = now ? await explain(target, runtime, now) : 'gone';
    return typeof explanation === 'string' ? [] : [row];
  });
  return explanation;
};
