import { isoTime } from '../../../functions/shared/event/time.ts';
import type { ListedEvent } from '../../../functions/shared/query/headlines.ts';

/** An event in a listing, as JSON. */
export const listedJson = (event: ListedEvent) => ({
  id: event.id,
  digest: event.digest,
  name: event.name ?? null,
  domain: event.domain,
  outcome: event.outcome,
  account: event.accountId ?? null,
  object: event.object ?? null,
  apiVersion: event.apiVersion ?? null,
  occurredAt: event.occurredAt ?? null,
  sentAt: isoTime(event.sentAt) ?? null,
  receivedAt: isoTime(event.receivedAt) ?? null,
  archivedAt: isoTime(event.archivedAt) ?? null,
});
