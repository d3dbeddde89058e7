import { domains, unrouted } from '../domains.ts';
import type { Domain } from '../shared/domain.ts';
import { type Envelope, readEnvelope } from '../shared/event/envelope.ts';
import type { VerifiedBody } from './signature.ts';

/** The domain that each first part of an event name belongs to, or a whole name. */
const owners = new Map(domains.flatMap((domain) => domain.families.map((part) => [part, domain])));

/** Where a verified body goes, and what of its envelope is worth a log line. */
export interface Route {
  readonly domain: Domain;
  readonly envelope: Envelope | undefined;
}

/**
 * Routes by the event's name or its first dot-separated part (never by a string prefix:
 * `payment.new` is a payout), read from one full parse of the body. What no domain owns, has no
 * name or is no JSON is `unrouted`.
 */
export const route = (verified: VerifiedBody, owned = owners): Route => {
  const envelope = readEnvelope(verified.body, JSON.parse);
  // Stryker disable next-line StringLiteral: no domain owns a nameless family.
  const { name = '' } = envelope ?? {};
  const [family = ''] = name.split('.', 1);
  return { domain: owned.get(name) ?? owned.get(family) ?? unrouted, envelope };
};
