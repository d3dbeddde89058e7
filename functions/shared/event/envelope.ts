import { isObject, parseJson } from './json.ts';
import { normaliseTime } from './time.ts';

/**
 * What surrounds every event's data. API versions before 2024-02-22 write both casings, samples of
 * many families only the camelCase one; where both are there they agree.
 * https://www.airwallex.com/docs/developer-tools/webhooks
 */
export interface Envelope {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly accountId?: string | undefined;
  readonly orgId?: string | undefined;
  readonly appId?: string | undefined;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly createdAt?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly data?: unknown;
}

const text = (value: unknown): string | undefined => {
  if (!value) return undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses an event's bytes.
 * @returns undefined when they are no UTF-8 or no JSON.
 */
export const parseBody = (
  body: Uint8Array,
  parse: (text: string) => unknown = parseJson,
): unknown => {
  try {
    return parse(decoder.decode(body));
  } catch {
    return undefined;
  }
};

/**
 * The envelope of a parsed body.
 * @returns undefined when it is no JSON object.
 */
export const envelopeOf = (json: unknown): Envelope | undefined => {
  if (!isObject(json)) return undefined;
  return {
    id: text(json['id']),
    name: text(json['name']),
    accountId: text(json['account_id'] || json['accountId']),
    orgId: text(json['org_id'] || json['orgId']),
    appId: text(json['app_id'] || json['appId']),
    createdAt: normaliseTime(json['created_at'] || json['createdAt']),
    apiVersion: text(json['version']),
    data: json['data'] || undefined,
  };
};

/**
 * Reads the envelope from an event's bytes.
 * @returns undefined when the bytes are no UTF-8, no JSON, or no JSON object.
 */
export const readEnvelope = (
  body: Uint8Array,
  parse?: (text: string) => unknown,
): Envelope | undefined => envelopeOf(parseBody(body, parse));
