import type { ListedEvent } from '../../../functions/shared/query/headlines.ts';

/** An event as a listing shows it, an accepted one but for these changes. */
export const listedEvent = (changes: Partial<ListedEvent> = {}): ListedEvent => ({
  id: 'evt_1',
  digest: '0'.repeat(64),
  name: 'refund.settled',
  domain: 'payments',
  outcome: 'accepted',
  accountId: undefined,
  object: undefined,
  apiVersion: undefined,
  occurredAt: undefined,
  sentAt: 0,
  receivedAt: 0,
  archivedAt: 0,
  issues: [],
  ...changes,
});
