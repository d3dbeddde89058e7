import { hash } from 'node:crypto';

const usable = /^(?!sha256:)[\x21\x22\x24-\x7e]+$/;
const MAX_LENGTH = 256;

/** Lower-case hex, 64 characters. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content);

/**
 * A text that can be part of a key: itself when it is short printable ASCII without `#` (which
 * separates the parts of our keys), else `sha256:` and its digest. Identifiers of Airwallex are
 * opaque, so nothing more is asked of them.
 */
export const identifier = (text: string): string =>
  text.length <= MAX_LENGTH && usable.test(text) ? text : `sha256:${sha256(text)}`;

/** A key of identifiers, `payment_intent#int_…`. Literal parts come as they are. */
export const key = (kind: string, id: string): string => `${kind}#${identifier(id)}`;

/** The kind of an object, the first part of its key. */
export const kindOf = (pk: string): string => pk.slice(0, pk.indexOf('#'));

/** The key of another object, where one is named. */
export const keyOf = (kind: string, id: string | undefined): string | undefined =>
  id === undefined ? undefined : key(kind, id);

/** A text as metadata may hold it: well-formed Unicode of at most 256 characters. */
export const brief = (text: string): string => text.slice(0, MAX_LENGTH).toWellFormed();
