import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { differenceOf } from '../difference.ts';
import { type Horizon, isBeyond } from '../target/horizon.ts';
import { rowKey, rowsAt } from '../target/rows.ts';
import type { Target } from '../target/target.ts';
import { partsOf } from '../version-parts.ts';
import { claimsOf, ownPart, provenBy } from './claims.ts';
import { type Origins, originsOf } from './origins.ts';
import type { Patience } from './patience.ts';

/** What the archive says of a stored row: it explains it, or what it does not explain. */
export type Explanation = 'explained' | 'older' | 'beyond' | 'gone' | readonly string[];

/** What a row is explained with. */
export interface Explaining {
  readonly target: Target;
  readonly runtime: DomainRuntime;
  readonly horizon: Pick<Horizon, 'since'>;
  readonly patience: Patience;
}

const whenOf = (version: string): string => partsOf(version).when;

/** What a row holds that its events did not say, for a person, and when what would explain it was. */
const flawsOf = (row: Row, { own, others }: Origins, revision: number) => {
  if (own === undefined) return [{ flaw: 'its event sets no such row', when: undefined }];
  const proven = new Set([own, ...others].flatMap((projected) => provenBy(projected, row)));
  return claimsOf(row, revision)
    .filter(({ digest }) => !proven.has(digest))
    .map(({ of, eventId }) => {
      if (of === 'link')
        return {
          flaw: 'no event explains what it is related to',
          when: row.link && whenOf(row.link.version),
        };
      if (of === 'tie')
        return { flaw: `no event of its moment is called ${eventId}`, when: whenOf(row.version) };
      const fields = differenceOf(ownPart(row), ownPart(own)).map(({ field }) => field);
      return { flaw: `it is not what its event says in ${fields.join(', ')}`, when: undefined };
    });
};

const explain = async (
  { target, runtime, horizon }: Explaining,
  row: Row,
): Promise<Explanation> => {
  const { revision } = runtime.domain;
  if (row.revision > revision)
    return [`projection ${row.revision} set it, and this code is of projection ${revision}`];
  const origins = await originsOf(target, runtime, row);
  if (origins === undefined)
    return isBeyond(horizon, whenOf(row.version))
      ? 'beyond'
      : ['the archive does not hold the event that set it'];
  if (row.revision < revision) return 'older';
  const flaws = flawsOf(row, origins, revision);
  if (flaws.length === 0) return 'explained';
  const wrong = flaws.filter(({ when }) => when === undefined || !isBeyond(horizon, when));
  return wrong.length === 0 ? 'beyond' : wrong.map(({ flaw }) => flaw);
};

/**
 * Explains a stored row by the archive's events. One that they do not explain is read again, after
 * a while: a repair may be under way, and the index that finds a link's event lags behind.
 * @param isProven whether an event that was read before has proved a claim, by its digest.
 */
export const explainRow = async (
  explaining: Explaining,
  row: Row,
  isProven: (digest: string) => boolean,
): Promise<Explanation> => {
  const { target, runtime, patience } = explaining;
  const { name, revision } = runtime.domain;
  if (claimsOf(row, revision).every(({ digest }) => isProven(digest)))
    return row.revision < revision ? 'older' : 'explained';
  let explanation = await explain(explaining, row);
  if (typeof explanation === 'string') return explanation;
  await patience.lookAgain([row], async () => {
    const now = (await rowsAt(target, name, [row])).get(rowKey(row));
    explanation = now ? await explain(explaining, now) : 'gone';
    return typeof explanation === 'string' ? [] : [row];
  });
  return explanation;
};
