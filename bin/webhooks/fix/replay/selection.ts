import type { Range } from '../../../../functions/shared/event/time.ts';
import {
  archivedAt,
  archivedEvents,
  archivedUnder,
} from '../../../../functions/shared/query/archive.ts';
import { needingAttention } from '../../../../functions/shared/query/attention.ts';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import type { Outcome } from '../../../../functions/shared/record/read.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { isNamed } from '../../pipeline/event-names.ts';
import { eventKey } from '../../pipeline/names.ts';
import type { Target } from '../../pipeline/target.ts';

/** Which archived events: those that match every condition; all of them where there is none. */
export interface Selection {
  readonly ids?: readonly string[];
  /** When they were archived. */
  readonly range?: Partial<Range>;
  /** Event names or leading parts of them, as `refund` of `refund.settled`. */
  readonly names?: readonly string[] | undefined;
  readonly account?: string | undefined;
  /** Their archived outcome. */
  readonly outcome?: Outcome | undefined;
  /** Path of an issue or a leading part of one, as `data.object` of `data.object.id`. */
  readonly reason?: string | undefined;
}

const hasPrefix = (part: string, whole: string): boolean =>
  whole === part || whole.startsWith(`${part}.`);

/** Whether an archived event is selected. */
const isSelected = (
  { range = {}, names, account, outcome, reason }: Selection,
  event: ListedEvent,
): boolean =>
  event.archivedAt >= (range.since ?? 0) &&
  event.archivedAt < (range.until ?? Number.POSITIVE_INFINITY) &&
  (names === undefined || isNamed(event.name, names)) &&
  (account === undefined || event.accountId === account) &&
  (outcome === undefined || event.outcome === outcome) &&
  (reason === undefined || event.issues.some(({ path }) => hasPrefix(reason, path)));

/** Events that need attention have their own index, so that the others are not read. */
const needAttention = ({ outcome, reason }: Selection): boolean =>
  outcome === 'quarantined' || outcome === 'unrecognized' || reason !== undefined;

/** Events whose bodies are read in one request. */
const BATCH = 100;

async function* attention(
  target: Target,
  selection: Selection,
  range: Range,
): AsyncGenerator<ArchivedEvent> {
  const keys: { id: { S: string }; digest: { S: string } }[] = [];
  for await (const { event } of needingAttention(target.tables.events, range)) {
    if (isSelected(selection, event))
      keys.push({ id: { S: event.id }, digest: { S: event.digest } });
    if (keys.length === BATCH) yield* archivedAt(target.tables.events, keys.splice(0));
  }
  yield* archivedAt(target.tables.events, keys);
}

/** Longest range that is queried day by day, milliseconds; for a longer one the whole archive is read. */
const MAX_RANGE = 90 * 86_400_000;

async function* candidates(target: Target, selection: Selection): AsyncGenerator<ArchivedEvent> {
  const { ids, range = {} } = selection;
  const { since = 0, until = Date.now() } = range;
  if (ids !== undefined)
    for (const id of new Set(ids)) yield* await archivedUnder(target.tables.events, eventKey(id));
  else if (needAttention(selection)) yield* attention(target, selection, { since, until });
  else if (until - since > MAX_RANGE) yield* archivedEvents(target.tables.events);
  else yield* archivedEvents(target.tables.events, { since, until });
}

/** The selected events with their bodies, however old, in no order, a page in memory at a time. */
export async function* selectedEvents(
  target: Target,
  selection: Selection,
): AsyncGenerator<ArchivedEvent> {
  for await (const event of candidates(target, selection))
    if (isSelected(selection, event)) yield event;
}
