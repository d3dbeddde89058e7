import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import { judge, type Verdict } from '../../../functions/shared/event/judge.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { archivedUnder } from '../target/archive.ts';
import { aboutObjects } from '../target/headlines.ts';
import { rowKey } from '../target/rows.ts';
import type { Target } from '../target/target.ts';
import { eventOf, partsOf } from '../version-parts.ts';
import { isLinkCarried } from './claims.ts';

/** What the archive's events project at a stored row's key. */
export interface Origins {
  /** The row that its own event sets there. */
  readonly own: Row | undefined;
  /** The rows that the events of its link and of its ties set there. */
  readonly others: readonly Row[];
}

/** The verdict of today's code on an archived event. */
export const judged = (event: ArchivedEvent, runtime: DomainRuntime): Verdict =>
  judge({ body: event.body, receipt: event }, runtime);

/** Ids of the archived events about an object that a version is of. */
const idsOf = async (
  target: Target,
  object: string,
  version: string,
): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { position, event } of aboutObjects(target, [object]))
    if (eventOf(position) === eventOf(version)) ids.add(event.id);
  return ids;
};

/**
 * Finds in the archive the events behind a stored row.
 * @returns undefined when the archive does not hold the row's own event.
 */
export const originsOf = async (
  target: Target,
  runtime: DomainRuntime,
  row: Row,
): Promise<Origins | undefined> => {
  const under = async (id: string): Promise<readonly ArchivedEvent[]> =>
    id === '' ? [] : archivedUnder(target, id);
  const setBy = ({ rows }: Verdict): Row | undefined =>
    rows.find((projected) => rowKey(projected) === rowKey(row));

  const { body } = partsOf(row.version);
  const event = (await under(row.eventId)).find(({ digest }) => digest.startsWith(body));
  if (event === undefined) return undefined;
  const verdict = judged(event, runtime);
  const ids = new Set(row.tiedWith);
  // Events that set one row are about one object: the index by object finds the link's.
  if (row.link && isLinkCarried(row) && verdict.object !== undefined)
    for (const id of await idsOf(target, verdict.object, row.link.version)) ids.add(id);
  const others: Row[] = [];
  for (const id of ids)
    for (const other of await under(id)) {
      const set = setBy(judged(other, runtime));
      if (set) others.push(set);
    }
  return { own: setBy(verdict), others };
};
