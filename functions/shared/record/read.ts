import { hasRecords } from '../domain.ts';
import { type Envelope, envelopeOf, parseBody } from '../event/envelope.ts';
import { identifier } from '../event/identifier.ts';
import type { Delivery } from '../event/message.ts';
import { type DomainRuntime, type Family, familyOf } from './family.ts';
import type { Interpretation, Issue, Projection } from './projection.ts';

/**
 * What an event comes to: its records are applied (`accepted`; `unrecognized` when its name is not in
 * the catalogue), it belongs to no domain (`unrouted`), it could not be projected (`quarantined`), or a
 * person has decided that it was not authentic, and it has no effect (`void`).
 */
export type Outcome = 'accepted' | 'unrecognized' | 'unrouted' | 'quarantined' | 'void';

/** A delivery as its domain reads it: validated and projected, before anything orders it. */
export interface Reading {
  readonly delivery: Delivery;
  /** The body as parsed; undefined where it is no JSON. */
  readonly json: unknown;
  /** Undefined where the body is no JSON object. */
  readonly envelope: Envelope | undefined;
  /**
   * The event's identity: its own id, or the body's digest where it has no usable one. With the
   * digest it is the archive's key.
   */
  readonly id: string;
  readonly family: Family | undefined;
  readonly projection: Projection | undefined;
  readonly outcome: Outcome;
  readonly issues: readonly Issue[];
  /** Revision of the domain's projections. */
  readonly revision: number;
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

/** What a domain makes of an envelope. */
interface Interpreted {
  readonly family: Family | undefined;
  readonly interpretation: Interpretation | undefined;
  /** Whether the event's name is in the catalogue. */
  readonly known: boolean;
}

/** Validates an event and projects it. @param key the event's identity. */
export const interpret = (envelope: Envelope, key: string, runtime: DomainRuntime): Interpreted => {
  const { name } = envelope;
  if (name === undefined) return { family: undefined, interpretation: undefined, known: false };
  const catalogue = catalogueOf(runtime);
  const family = catalogue.get(name) ?? familyOf(runtime, name);
  const interpretation = family?.({ ...envelope, name, key });
  return { family, interpretation, known: catalogue.has(name) };
};

const outcomeOf = ({ domain }: DomainRuntime, interpreted: Interpreted | undefined): Outcome => {
  if (!hasRecords(domain)) return 'unrouted';
  if (interpreted?.interpretation && !interpreted.interpretation.projection) return 'quarantined';
  return interpreted?.known ? 'accepted' : 'unrecognized';
};

/** Reads a delivery: the one parse of its body, its validation and its projection. Pure. */
export const read = (delivery: Delivery, runtime: DomainRuntime): Reading => {
  const json = parseBody(delivery.body);
  const envelope = envelopeOf(json);
  const id = identifier(envelope?.id ?? `sha256:${delivery.receipt.digest}`);
  const interpreted = envelope && interpret(envelope, id, runtime);
  return {
    delivery,
    json,
    envelope,
    id,
    family: interpreted?.family,
    projection: interpreted?.interpretation?.projection,
    outcome: outcomeOf(runtime, interpreted),
    issues: envelope === undefined ? [notAnObject] : (interpreted?.interpretation?.issues ?? []),
    revision: runtime.domain.revision,
  };
};
