import { isObject } from '../../../functions/shared/event/json.ts';
import { readSample } from '../samples.ts';
import type { Pen } from './pen.ts';
import type { Story, Told } from './story.ts';

const merge = (base: unknown, over: unknown): unknown => {
  if (!isObject(base) || !isObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) merged[name] = merge(merged[name], value);
  return merged;
};

const dataOf = (sample: string): unknown => {
  const json: unknown = JSON.parse(readSample(sample).toString());
  return isObject(json) ? json['data'] : undefined;
};

/** What an event of a story is called. */
export const nameOf = ({ sample, name = sample.split('~', 1)[0] ?? sample }: Told): string => name;

/** The bytes of a story's event in the shape of its API version. */
export const write = (told: Told, id: string, pen: Pen, { version }: Story): Buffer => {
  const { account, envelope, after } = told;
  const createdAt = pen.time(after);
  // Versions before this one write both casings.
  const older = version < '2024-02-22';
  return Buffer.from(
    JSON.stringify({
      id,
      name: nameOf(told),
      ...(account === undefined
        ? {}
        : { ...(older && { accountId: account }), account_id: account }),
      ...envelope,
      data: merge(dataOf(told.sample), told.data),
      ...(older ? { createdAt } : {}),
      created_at: createdAt,
      version,
    }),
  );
};
