import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { rowKey, rowsAt } from '../target/rows.ts';
import type { Target } from '../target/target.ts';
import { flawsOf } from './explain.ts';
import { originsOf } from './origins.ts';
import type { Patience } from './patience.ts';

/** What the archive says of a stored row: nothing is left to explain, or what is. */
export type Explanation = 'explained' | 'older' | 'gone' | readonly string[];

const explain = async (target: Target, runtime: DomainRuntime, row: Row): Promise<Explanation> => {
  const current = runtime.domain.revision;
  if (row.revision > current)
    return [`projection ${row.revision} set it, and this code is of projection ${current}`];
  const origins = await originsOf(target, runtime, row);
  if (origins === undefined) return ['the archive does not hold the event that set it'];
  if (row.revision < current) return 'older';
  const flaws = flawsOf(row, origins);
  return flaws.length === 0 ? 'explained' : flaws;
};

/**
 * Explains a stored row by the archive's events. One that they do not explain is read again, after
 * a while: a repair may be under way, and the index that finds a link's event lags behind.
 */
export const explainRow = async (
  target: Target,
  runtime: DomainRuntime,
  row: Row,
  patience: Patience,
): Promise<Explanation> => {
  let explanation = await explain(target, runtime, row);
  if (typeof explanation === 'string') return explanation;
  await patience.lookAgain([row], async () => {
    const now = (await rowsAt(target, runtime.domain.name, [row])).get(rowKey(row));
    explanation = now ? await explain(target, runtime, now) : 'gone';
    return typeof explanation === 'string' ? [] : [row];
  });
  return explanation;
};
