import { domains, unrouted } from '../domains.ts';
import type { Domain } from '../shared/domain.ts';
import { type Envelope, readEnvelope } from '../shared/event/envelope.ts';
import type { VerifiedBody } from './signature.ts';

/** The domain that each first part of an event name belongs to. */
const owners = new Map(domains.flatMap((domain) => domain.families.map((part) => [part, domain])));

/** Where a verified body goes, and what of its envelope is worth a log line. */
export interface Route {
  readonly domain: Domain;
  readonly envelope: Envelope | undefined;
}

/**
 * Routes by the first dot-separated part of the event's name (never by a string prefix:
 * `payment.new` is a payout), read from one full parse of the body. What no domain owns, has no
 * name or is no JSON is `unrouted`.
 */
export const route = (verified: VerifiedBody, owned = owners): Route => {
  const envelope = readEnvelope(verified.body, JSON.parse);
  // Stryker disable next-line StringLiteral,ArrayDeclaration: no domain owns a nameless family.
  const [family = ''] = envelope?.name?.split('.', 1) ?? [];
  return { domain: owned.get(family) ?? unrouted, envelope };
};
