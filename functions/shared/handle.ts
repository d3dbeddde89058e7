import type { Control } from './control/control.ts';
import { wasErased } from './control/erased.ts';
import type { Rules } from './control/rules.ts';
import { receiptOf, receiptsWith } from './control/voiding.ts';
import { redact } from './erasure/redact.ts';
import type { Delivery } from './event/message.ts';
import type { DomainRuntime } from './record/family.ts';
import { order } from './record/judge.ts';
import { type Outcome, type Reading, read } from './record/read.ts';
import { applyVerdict } from './store/effect.ts';
import { withReceipts } from './store/receipts.ts';
import type { ArchivedEvent, Headline, Store } from './store/store.ts';

/** What taking a delivery needs. */
export interface HandlingDependencies {
  readonly runtime: DomainRuntime;
  readonly store: Store;
  readonly control: Control;
  /** Days that the archive keeps an event; undefined keeps it permanently. */
  readonly archiveDays?: number | undefined;
  readonly now: () => number;
}

const DAY_SECONDS = 86_400;

/** Until when the archive keeps an event that is archived now, epoch seconds. */
const expiryOf = (archiveDays: number | undefined, now: number): number | undefined =>
  archiveDays && Math.ceil(now / 1_000) + archiveDays * DAY_SECONDS;

/** How often somebody else may change the receipts of an event before the queue is to try again. */
const MOST_ROUNDS = 8;

/**
 * Adds a delivery to the receipts of its archived event where it proves more than those: so what a leaked
 * secret signed first is not void when Airwallex sends it again under another one.
 * @returns the archived event as it is then.
 */
const confirmed = async (
  archived: Headline,
  reading: Reading,
  rules: Rules,
  store: Pick<Store, 'confirm'>,
): Promise<Headline> => {
  let before = archived;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const receipts = receiptsWith(before, reading.delivery.receipt, rules);
    if (receipts === undefined) return before;
    const after = withReceipts(before, receipts);
    const ordered = { ...after, version: order(reading, after).version };
    const instead = await store.confirm(before, ordered);
    if (instead === undefined) return ordered;
    before = instead;
  }
  throw new Error('Too many deliveries of this event come at once.');
};

/**
 * Takes one delivery the whole way: read, order, archive, apply. Every step is idempotent on its own,
 * so a crash between any two heals when the message comes back. An erased event is redacted before
 * anything is written; a void one is archived and has no effect.
 * @param onRead is called with the event id once it is known, so that a failure can be logged with it.
 * @returns what was read of it, the outcome, and whether the archive had it already.
 */
export const handle = async (
  delivery: Delivery,
  { runtime, store, control, archiveDays, now }: HandlingDependencies,
  onRead: (eventId: string) => void,
): Promise<{ reading: Reading; outcome: Outcome; repeated: boolean }> => {
  const redacted = (): Reading => read(redact(reading), runtime);

  const reading = read(delivery, runtime);
  onRead(reading.id);
  const verdict = order(reading);
  const rules = await control.rules();
  const isToErase = await wasErased(reading.json, verdict, rules, control);
  const kept = isToErase ? redacted() : reading;

  const archivedAt = now();
  const first = isToErase ? order(kept) : verdict;
  const { records: _records, ...headline } = first;
  const event: ArchivedEvent = withReceipts(
    {
      ...{ ...kept.delivery.receipt, ...headline, body: kept.delivery.body },
      ...{ domain: runtime.domain.name, archivedAt, expiresAt: expiryOf(archiveDays, archivedAt) },
      erasedAt: isToErase ? archivedAt : undefined,
    },
    [receiptOf(delivery.receipt, rules)],
  );
  const archived = await store.archive(event);

  const isRepeated = archived !== undefined;
  const stored = isRepeated ? await confirmed(archived, reading, rules, store) : event;
  if (stored.outcome === 'void') return { reading, outcome: 'void', repeated: isRepeated };
  const current = stored.erasedAt === undefined || isToErase ? kept : redacted();
  const place = { ...stored, domain: runtime.domain.name };
  const ordered = isRepeated ? order(current, stored) : first;
  const { outcome } = await applyVerdict(ordered, place, store);
  return { reading, outcome, repeated: isRepeated };
};
