import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { archivedEvents } from '../../../functions/shared/query/archive.ts';
import { type Spread, spreadOf } from './figures.ts';

/** What the archive says of a run. */
export interface Archived {
  readonly events: number;
  /** Milliseconds from the receipt to the archive, by the group that each event is of. */
  readonly lags: ReadonlyMap<string, Spread>;
}

/** Reads the archive. @param groupOf by the account, which not every event has. */
export const readLags = async (
  target: Target,
  groupOf: (account: string | undefined) => string | undefined,
): Promise<Archived> => {
  const lags = new Map<string, number[]>();
  let events = 0;
  for await (const { accountId, archivedAt, receivedAt } of archivedEvents(target.tables.events)) {
    events += 1;
    const group = groupOf(accountId);
    if (group === undefined) continue;
    const known = lags.get(group) ?? [];
    lags.set(group, known);
    known.push(archivedAt - receivedAt);
  }
  return {
    events,
    lags: new Map([...lags].map(([group, values]) => [group, spreadOf(values)])),
  };
};
