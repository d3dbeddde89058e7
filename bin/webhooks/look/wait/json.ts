import * as v from 'valibot';
import { maybeText } from '../../json/event.ts';
import { itemJson, itemShape } from '../../json/record.ts';
import { results, type Waited } from './wait.ts';

/** What `wait --json` prints. */
export const waitShape = v.strictObject({
  /** As it was asked for. */
  object: v.string(),
  result: v.picklist(results),
  waitedMs: v.number(),
  domain: maybeText,
  /** The record as it was read last; null where there is none. */
  record: v.nullable(itemShape),
});

/** The end of a wait as JSON. */
export const waitJson = (
  object: string,
  { result, waitedMs, found }: Waited,
): v.InferOutput<typeof waitShape> => ({
  ...{ object, result, waitedMs },
  domain: found?.subject.domain.name ?? null,
  record: found ? itemJson(found.item) : null,
});
