import { archivedEvents, archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { receiptsOf } from '../../../../functions/shared/store/receipts.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { type VoidEntry, voids } from '../../pipeline/control/void-rule.ts';
import { eventKey } from '../../pipeline/names.ts';
import type { Target } from '../../pipeline/target.ts';

/** How far clocks may differ, milliseconds. */
const SLACK = 60_000;

async function* candidates(
  target: Target,
  { selection }: VoidEntry,
): AsyncGenerator<ArchivedEvent> {
  const { events } = target.tables;
  if ('events' in selection)
    for (const id of new Set(selection.events)) yield* await archivedUnder(events, eventKey(id));
  else if (selection.since === 0) yield* archivedEvents(events);
  // Nothing is archived before it is received; however late it may be.
  else yield* archivedEvents(events, { since: selection.since - SLACK, until: Date.now() + SLACK });
}

/** Whether a rule voids a receipt of an event, or has done so. */
const concerns = (entry: VoidEntry, event: ArchivedEvent): boolean =>
  receiptsOf(event).some(
    (receipt) => receipt.voidedBy.includes(entry.id) || voids(entry, event, receipt),
  );

/**
 * The archived events that a rule is about, with their bodies, in no order, a page in memory at a time.
 * @param onRead called with the number of events read.
 */
export async function* selectedBy(
  target: Target,
  entry: VoidEntry,
  onRead?: (count: number) => void,
): AsyncGenerator<ArchivedEvent> {
  let read = 0;
  for await (const event of candidates(target, entry)) {
    read += 1;
    onRead?.(read);
    if (concerns(entry, event)) yield event;
  }
}
