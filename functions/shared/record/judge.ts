import type { Delivery, Receipt } from '../event/message.ts';
import { type DomainRecord, recordsOf } from './domain-record.ts';
import type { DomainRuntime } from './family.ts';
import type { Issue } from './projection.ts';
import { type Outcome, type Reading, read } from './read.ts';
import { type Occurrence, occurredAt, versionOf } from './version.ts';

/** What a domain makes of one delivery: its records, and the outcome. */
export interface Verdict {
  /** The event's identity: see {@link Reading}. */
  readonly id: string;
  readonly outcome: Outcome;
  readonly name: string | undefined;
  readonly accountId: string | undefined;
  readonly orgId: string | undefined;
  readonly apiVersion: string | undefined;
  /** The primary object, `<object>#<id>`. */
  readonly object: string | undefined;
  /** Other objects that it is about. */
  readonly about?: readonly string[];
  readonly occurredAt: string | undefined;
  readonly version: string;
  readonly issues: readonly Issue[];
  readonly records: readonly DomainRecord[];
}

/**
 * Orders what was read: gives it its version, and so its records theirs. Pure, so that a redelivery, a
 * replay and a rebuild come to the same verdict.
 * @param first the receipt of the delivery that was archived first, where there is one: what an event
 *   states of its time is measured by it, and an event without a time is ordered by it.
 */
export const order = (
  { delivery, envelope, id, outcome, projection, issues, revision }: Reading,
  { sentAt, receivedAt }: Pick<Receipt, 'sentAt' | 'receivedAt'> = delivery.receipt,
): Verdict => {
  const { name, accountId, orgId, apiVersion, createdAt } = envelope ?? {};
  const occurrence: Occurrence = {
    id,
    digest: delivery.receipt.digest,
    sentAt,
    receivedAt,
    createdAt,
    apiVersion,
    updatedAt: projection?.updatedAt,
    progress: projection?.progress,
    rank: projection?.rank ?? 0,
    grown: projection?.grown,
  };
  const version = versionOf(occurrence);
  const event = { id, name, accountId, orgId, occurredAt: occurredAt(occurrence), version };
  return {
    ...event,
    apiVersion,
    outcome,
    object: projection?.object,
    ...(projection?.about && { about: projection.about }),
    issues,
    records: projection ? recordsOf(projection, event, revision) : [],
  };
};

/** Reads a delivery and orders it. @param first as for {@link order}. */
export const judge = (
  delivery: Delivery,
  runtime: DomainRuntime,
  first?: Pick<Receipt, 'sentAt' | 'receivedAt'>,
): Verdict => order(read(delivery, runtime), first);
