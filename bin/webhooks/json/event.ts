import * as v from 'valibot';
import { isoTime } from '../../../functions/shared/event/time.ts';
import type { ListedEvent } from '../../../functions/shared/query/headlines.ts';
import { outcomes } from '../../../functions/shared/record/outcomes.ts';
import type { Outcome } from '../../../functions/shared/record/read.ts';

/** A time: UTC text. */
export const time = v.pipe(v.string(), v.isoTimestamp());

/** A time of which nothing may be known. */
export const maybeTime = v.nullable(time);

/** A text that may be missing. */
export const maybeText = v.nullable(v.string());

/** Counts of events by outcome. */
export const outcomeCounts = v.strictObject({
  accepted: v.number(),
  unrecognized: v.number(),
  unrouted: v.number(),
  quarantined: v.number(),
  void: v.number(),
} satisfies Record<Outcome, unknown>);

/** The fields of an archived event, the same wherever one is printed. */
const eventFields = {
  id: v.string(),
  /** SHA-256 of its signed body, hex. */
  digest: v.string(),
  name: maybeText,
  /** The domain that handled it. */
  domain: v.string(),
  outcome: v.picklist(outcomes),
  account: maybeText,
  /** The key of the object that it is about, `<object>#<id>`. */
  object: maybeText,
  apiVersion: maybeText,
  /** As the event states it. */
  occurredAt: maybeTime,
  sentAt: maybeTime,
  receivedAt: maybeTime,
  archivedAt: maybeTime,
};

export const eventShape = v.strictObject(eventFields);

/** An archived event as JSON. */
export type EventJson = v.InferOutput<typeof eventShape>;

const timeOf = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : (isoTime(milliseconds) ?? null);

export const eventJson = (event: ListedEvent): EventJson => ({
  id: event.id,
  digest: event.digest,
  name: event.name ?? null,
  domain: event.domain,
  outcome: event.outcome,
  account: event.accountId ?? null,
  object: event.object ?? null,
  apiVersion: event.apiVersion ?? null,
  occurredAt: event.occurredAt ?? null,
  sentAt: timeOf(event.sentAt),
  receivedAt: timeOf(event.receivedAt),
  archivedAt: timeOf(event.archivedAt),
});

/** An event with what only the archive knows of it, besides its body. */
export const archivedFields = {
  ...eventFields,
  /** When its personal data was erased. */
  erasedAt: maybeTime,
  /** The label of the secret that verified it. */
  secret: v.string(),
};
