import { Buffer } from 'node:buffer';
import type { Envelope } from '../shared/event/envelope.ts';
import { sha256 } from '../shared/event/identifier.ts';
import { PASSCODE_EVENT } from '../shared/event/passcode.ts';

/** Fields of its data that identify the card and the purchase it is about; any other value is masked. */
const harmless = /^(?:id|type|status)$|(?:_id|_at|name|_type|currency|amount)$|masked/i;

const MASK = '***';

// Stryker disable next-line StringLiteral: no other text that is no harmless name differs.
const mask = (value: unknown, name = ''): unknown => {
  if (Array.isArray(value)) return value.map((entry) => mask(entry, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mask(entry, key)]));
  return typeof value === 'boolean' || value === null || harmless.test(name) ? value : MASK;
};

/** What is nested too deep to walk or to write again is masked whole. */
const writable = (value: unknown, change = (given: unknown): unknown => given): unknown => {
  try {
    const changed = change(value);
    JSON.stringify(changed);
    return changed;
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
  const fields = Object.entries(json).map(([name, value]) => [
    name,
    writable(value, name === 'data' ? mask : undefined),
  ]);
  const masked = Buffer.from(JSON.stringify(Object.fromEntries(fields)));
  return { body: masked, maskedDigest: sha256(masked) };
};
