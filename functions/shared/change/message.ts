import { sha256 } from '../event/identifier.ts';
import type { AnyChange } from './any-change.ts';
import type { FilteredName } from './on.ts';

/** The value of an attribute of a message that has none: SNS takes no empty ones. */
const NONE = '-';

/** A change as a message of a FIFO topic or queue. */
export interface ChangeMessage {
  readonly body: string;
  /** By which subscriptions filter; always all of them. */
  readonly attributes: Readonly<Record<FilteredName, string>>;
  /** The changes of a record have the same one, so that they stay in order. */
  readonly groupId: string;
}

/**
 * Bytes of a body: below the 256 KB that SNS takes of a message with its attributes.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const MOST_BYTES = 250_000;

/** Characters that SNS and SQS refuse, or that only look like others: JSON can escape them. */
const unusual = /[\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text.replace(unusual, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const MOST_CHARACTERS = 256;

/** A value as an attribute: what no filter can ask for becomes `?`. */
const attributeOf = (value: string | null): string =>
  (value ?? NONE).slice(0, MOST_CHARACTERS).replace(/[^ -~]/g, '?') || NONE;

/** The group of a record's changes: SNS takes 128 characters of ASCII. */
export const groupOf = ({ pk, sk }: AnyChange['key']): string => sha256(`${pk}\n${sk}`);

/** A change as JSON; one that is too large for a message without its record. */
const bodyOf = (change: AnyChange): string => {
  const body = escaped(JSON.stringify(change));
  if (Buffer.byteLength(body) <= MOST_BYTES) return body;
  return escaped(JSON.stringify({ ...change, record: null, previous: {}, omitted: true }));
};

/** The message of a change. */
export const messageOf = (change: AnyChange): ChangeMessage => ({
  body: bodyOf(change),
  attributes: {
    object: change.object,
    becomes: attributeOf(change.becomes),
    from: attributeOf(change.from),
    account: attributeOf(change.account),
    kind: change.kind,
  },
  groupId: groupOf(change.key),
});
