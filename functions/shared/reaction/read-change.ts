import type { AnyChange } from '../change/any-change.ts';
import { changeKinds, isObjectName, kindOfRecord } from '../change/kinds.ts';
import { isObject } from '../event/json.ts';

/** A message that is no change: it is never handled, and ends on the dead-letter queue. */
class UnreadableChange extends Error {
  override readonly name = 'UnreadableChange';
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const isKey: Check = (value) => isObject(value) && isText(value['pk']) && isText(value['sk']);

/** What each field of a change is. */
const checks: Readonly<Record<keyof AnyChange, Check>> = {
  domain: isText,
  object: (value) => typeof value === 'string' && isObjectName(value),
  key: isKey,
  kind: (value) => changeKinds.some((kind) => kind === value),
  position: isText,
  version: orNull(isText),
  revision: orNull((value) => typeof value === 'number'),
  eventId: orNull(isText),
  occurredAt: orNull(isText),
  publishedAt: isText,
  record: orNull(isObject),
  previous: isObject,
  becomes: orNull(isText),
  from: orNull(isText),
  account: orNull(isText),
  dueAt: orNull(isText),
  replay: isFlag,
  omitted: isFlag,
};

const isChange = (value: unknown): value is AnyChange =>
  isObject(value) && Object.entries(checks).every(([name, check]) => check(value[name]));

/** Whether it is in the stream, from the archive, or of what is due: one of these orders it. */
const isOrdered = ({ position, replay, version, kind, dueAt }: AnyChange): boolean => {
  if (kind === 'due') return dueAt !== null;
  return replay ? version !== null : position !== '';
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new UnreadableChange('The message is no JSON.', { cause: error });
  }
};

/**
 * The change that a message of a queue is.
 * @throws UnreadableChange when it is none: the publisher did not send it.
 */
export const readChange = (body: string): AnyChange => {
  const change = parsed(body);
  if (!isChange(change))
    throw new UnreadableChange(
      'The message is no change, or of another form: it was sent by hand, or by other code.',
    );
  if (kindOfRecord(change.key)?.name !== change.object)
    throw new UnreadableChange('The key of the message is of another kind of record.');
  if (!isOrdered(change)) throw new UnreadableChange('The message states no place in any order.');
  return change;
};
