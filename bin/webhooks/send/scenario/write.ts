import { isObject } from '../../../../functions/shared/event/json.ts';
import { readSample } from '../samples.ts';
import type { ValueGenerator } from './generator.ts';
import type { Script, ScriptedEvent } from './script.ts';

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

/** The name of an event of a script. */
export const nameOf = ({
  sample,
  name = sample.split('~', 1)[0] ?? sample,
}: ScriptedEvent): string => name;

/** The bytes of a scripted event in the shape of its script's API version. */
export const write = (
  event: ScriptedEvent,
  id: string,
  generator: ValueGenerator,
  { version }: Script,
): Buffer => {
  const { account, envelope, after } = event;
  const createdAt = generator.time(after);
  // Versions before this one write both casings.
  const older = version < '2024-02-22';
  return Buffer.from(
    JSON.stringify({
      id,
      name: nameOf(event),
      ...(account === undefined
        ? {}
        : { ...(older && { accountId: account }), account_id: account }),
      ...envelope,
      data: merge(dataOf(event.sample), event.data),
      ...(older ? { createdAt } : {}),
      created_at: createdAt,
      version,
    }),
  );
};
