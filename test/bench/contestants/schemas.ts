/** One schema in Valibot, in Zod, and as this project's own fields have it: a refund. */
import * as v from 'valibot';
import * as z from 'zod';
import { amount, id, link, text, time } from '../../../functions/shared/schema/fields.ts';
import { object } from '../../../functions/shared/schema/object.ts';

const texts = ['request_id', 'currency', 'reason', 'status', 'failure_code'] as const;
const links = ['payment_intent_id', 'payment_attempt_id', 'acquirer_reference_number'] as const;
const times = ['created_at', 'updated_at'] as const;
const optional = [...texts, ...links, ...times];

const fill = <T>(names: readonly string[], value: T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, value]));

const valibot = v.object({
  id: v.string(),
  amount: v.nullish(v.number()),
  ...fill(optional, v.nullish(v.string())),
});

const zod = z.object({
  id: z.string(),
  amount: z.number().nullish(),
  ...fill(optional, z.string().nullish()),
});

const own = object({
  id,
  amount,
  ...fill(texts, text),
  ...fill(links, link),
  ...fill(times, time),
});

/** Reads a refund's object; ours also normalises times, amounts and empty values. */
export const readers = {
  valibot: (value: unknown): unknown => v.parse(valibot, value),
  zod: (value: unknown): unknown => zod.parse(value),
  own: (value: unknown): unknown => v.parse(own, value),
};
