import { sha256 } from '../../../functions/shared/event/identifier.ts';
import type { ArchivedEvent, Store } from '../../../functions/shared/store/store.ts';

/** An event as the archive keeps it, an accepted one but for these changes. */
export const archivedEvent = (changes: Partial<ArchivedEvent> = {}): ArchivedEvent => ({
  id: 'evt_1',
  digest: 'ab'.repeat(32),
  domain: 'payments',
  outcome: 'accepted',
  issues: [],
  name: 'payment_intent.created',
  accountId: 'acct_1',
  orgId: undefined,
  apiVersion: '2026-02-27',
  object: 'payment_intent#int_1',
  occurredAt: '2026-03-01T10:00:00.000Z',
  version: 'v1',
  sentAt: 1_772_359_200_000,
  receivedAt: 1_772_359_200_100,
  archivedAt: 1_772_359_200_200,
  requestId: 'r1',
  secret: 'live',
  body: Buffer.from('{"id":"evt_1"}'),
  ...changes,
});

/** Archives one as if it were some time, epoch milliseconds, with a digest of its own. */
export const archiveAt = async (
  store: Store,
  id: string,
  archivedAt: number,
  changes: Partial<ArchivedEvent> = {},
): Promise<void> => {
  const { name = 'refund.settled' } = changes;
  const body = Buffer.from(JSON.stringify({ id, name }));
  const times = { sentAt: archivedAt, receivedAt: archivedAt, archivedAt };
  await store.archive(
    archivedEvent({ ...changes, ...times, id, name, body, digest: sha256(body) }),
  );
};
