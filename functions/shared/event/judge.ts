import type { Delivery, Receipt } from '../message.ts';
import { type Row, rowsOf } from '../store/row.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { identifier } from './identifier.ts';
import {
  type DomainRuntime,
  type Family,
  familyOf,
  type Interpretation,
  type Issue,
} from './interpret.ts';
import { type Occurrence, occurredAt, versionOf } from './version.ts';

/**
 * What became of an event: its rows are applied (`accepted`; `unrecognized` when its name is not in
 * the catalogue), it belongs to no domain (`unrouted`), or it could not be projected (`quarantined`).
 */
export type Outcome = 'accepted' | 'unrecognized' | 'unrouted' | 'quarantined';

/** What a domain makes of one delivery. */
export interface Verdict {
  /**
   * The event's identity: its own id, or the body's digest where it has no usable one. With the
   * digest it is the archive's key.
   */
  readonly id: string;
  readonly outcome: Outcome;
  readonly name: string | undefined;
  readonly accountId: string | undefined;
  readonly orgId: string | undefined;
  readonly apiVersion: string | undefined;
  /** The primary object, `<object>#<id>`. */
  readonly object: string | undefined;
  readonly occurredAt: string | undefined;
  readonly version: string;
  readonly issues: readonly Issue[];
  readonly rows: readonly Row[];
}

const notAnObject: Issue = { path: '', expected: 'a JSON object', received: 'something else' };

const catalogues = new WeakMap<DomainRuntime, ReadonlyMap<string, Family | undefined>>();

/** The names that a domain knows, each with its family: looked up once. */
const catalogueOf = (runtime: DomainRuntime): ReadonlyMap<string, Family | undefined> => {
  let catalogue = catalogues.get(runtime);
  // Stryker disable next-line ConditionalExpression: only slower.
  if (!catalogue) {
    catalogue = new Map(runtime.domain.events.map((name) => [name, familyOf(runtime, name)]));
    catalogues.set(runtime, catalogue);
  }
  return catalogue;
};

/** What a domain reads out of an event. */
interface Reading {
  readonly interpretation: Interpretation | undefined;
  /** Whether the event's name is in the catalogue. */
  readonly known: boolean;
}

/** Validates an event and projects it. @param key the event's identity. */
export const interpret = (envelope: Envelope, key: string, runtime: DomainRuntime): Reading => {
  const { name } = envelope;
  if (name === undefined) return { interpretation: undefined, known: false };
  const catalogue = catalogueOf(runtime);
  const family = catalogue.get(name) ?? familyOf(runtime, name);
  return { interpretation: family?.({ ...envelope, name, key }), known: catalogue.has(name) };
};

/**
 * Judges a delivery: pure, so that a redelivery, a replay and a rebuild come to the same verdict.
 * @param first the receipt of the delivery that was archived first, where there is one: what an event
 *   states of its time is measured by it, and an event without a time is ordered by it.
 */
export const judge = (
  { body, receipt }: Delivery,
  runtime: DomainRuntime,
  { sentAt, receivedAt }: Pick<Receipt, 'sentAt' | 'receivedAt'> = receipt,
): Verdict => {
  const envelope = readEnvelope(body);
  const { name, accountId, orgId, apiVersion, createdAt } = envelope ?? {};
  const id = identifier(envelope?.id ?? `sha256:${receipt.digest}`);
  const { interpretation, known = false } = (envelope && interpret(envelope, id, runtime)) ?? {};
  const projection = interpretation?.projection;
  const occurrence: Occurrence = {
    id,
    digest: receipt.digest,
    sentAt,
    receivedAt,
    createdAt,
    apiVersion,
    updatedAt: projection?.updatedAt,
    progress: projection?.progress,
    rank: projection?.rank ?? 0,
    grown: projection?.grown,
  };
  const owned = runtime.domain.families.length > 0;
  const outcome: Outcome = !owned
    ? 'unrouted'
    : interpretation?.issues
      ? 'quarantined'
      : known
        ? 'accepted'
        : 'unrecognized';
  const version = versionOf(occurrence);
  const event = { id, name, accountId, orgId, occurredAt: occurredAt(occurrence), version };
  return {
    ...event,
    apiVersion,
    outcome,
    object: projection?.object,
    issues: envelope === undefined ? [notAnObject] : (interpretation?.issues ?? []),
    rows: projection ? rowsOf(projection, event, runtime.domain.revision) : [],
  };
};
