import { parseJson } from './json.ts';
import { normaliseTime } from './time.ts';

/**
 * What surrounds every event's data. API versions before 2024-02-22 write both casings, samples of
 * many families only the camelCase one; where both are there they agree.
 * https://www.airwallex.com/docs/developer-tools/webhooks
 */
export interface Envelope {
  readonly id?: string;
  readonly name?: string;
  readonly accountId?: string;
  readonly orgId?: string;
  readonly appId?: string;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly createdAt?: string;
  readonly apiVersion?: string;
  readonly data?: unknown;
}

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (object: Readonly<Record<string, unknown>>, ...names: readonly string[]): unknown => {
  const name = names.find((candidate) => Object.hasOwn(object, candidate) && object[candidate]);
  return name === undefined ? undefined : object[name];
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the envelope from an event's bytes.
 * @returns undefined when the bytes are no UTF-8, no JSON, or no JSON object.
 */
export const readEnvelope = (
  body: Uint8Array,
  parse: (text: string) => unknown = parseJson,
): Envelope | undefined => {
  let json: unknown;
  try {
    json = parse(decoder.decode(body));
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  return withoutUndefined({
    id: text(own(json, 'id')),
    name: text(own(json, 'name')),
    accountId: text(own(json, 'account_id', 'accountId')),
    orgId: text(own(json, 'org_id', 'orgId')),
    appId: text(own(json, 'app_id', 'appId')),
    createdAt: normaliseTime(own(json, 'created_at', 'createdAt')),
    apiVersion: text(own(json, 'version')),
    data: own(json, 'data'),
  });
};

/** The same object without the properties that are undefined. */
export const withoutUndefined = <T extends object>(
  object: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } => {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = { ...object };
  for (const name in result) if (result[name] === undefined) delete result[name];
  return result;
};
