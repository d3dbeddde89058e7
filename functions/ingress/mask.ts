import { Buffer } from 'node:buffer';
import type { Envelope } from '../shared/event/envelope.ts';
import { sha256 } from '../shared/event/identifier.ts';

/** The one event that carries a one-time passcode, which may never be stored. */
const PASSCODE_EVENT = 'issuing.3ds_notification.stepup_otp';

/** Fields of its data that tell which card and purchase it is about; any other value is masked. */
const harmless = /^(?:id|type|status)$|(?:_id|_at|name|_type|currency|amount)$|masked/i;

const MASK = '***';

// Stryker disable next-line StringLiteral: no other text that is no harmless name differs.
const mask = (value: unknown, name = ''): unknown => {
  if (Array.isArray(value)) return value.map((entry) => mask(entry, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mask(entry, key)]));
  return typeof value === 'boolean' || value === null || harmless.test(name) ? value : MASK;
};

/** Data nested too deep to walk is masked whole. */
const maskData = (data: unknown): unknown => {
  try {
    const masked = mask(data);
    JSON.stringify(masked);
    return masked;
  } catch {
    return MASK;
  }
};

/**
 * Masks the passcode out of the event that carries one, before the queue sees it.
 * @returns the body to carry and its digest; undefined for every other event, which is carried as
 *   it was signed.
 */
export const maskPasscode = (
  body: Uint8Array,
  envelope: Envelope | undefined,
): { body: Uint8Array; maskedDigest: string } | undefined => {
  if (envelope?.name !== PASSCODE_EVENT) return undefined;
  const json: Record<string, unknown> = JSON.parse(new TextDecoder().decode(body));
  const masked = Buffer.from(JSON.stringify({ ...json, data: maskData(json['data']) }));
  return { body: masked, maskedDigest: sha256(masked) };
};
