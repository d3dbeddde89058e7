import * as v from 'valibot';

/** Levels of objects that the schemas read, and that are folded. */
const DEPTH = 4;

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const fold = (value: unknown, depth: number): unknown =>
  depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [snakeCase(name), fold(inner, depth - 1)]),
      );

/**
 * An event's data with the field names of the camelCase API versions brought to the current ones.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */
export const snakeCased = v.pipe(
  v.unknown(),
  v.transform((data) => fold(data, DEPTH)),
);
