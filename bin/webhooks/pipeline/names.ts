import { domains } from '../../../functions/domains.ts';
import type { Domain } from '../../../functions/shared/domain.ts';
import { identifier, key } from '../../../functions/shared/event/identifier.ts';
import { usageError } from '../terminal/failure.ts';
import { named } from '../terminal/options.ts';

/** A key under which records of an object can be stored. */
export interface ObjectKey {
  readonly domain: Domain;
  /** `<object>#<id>`. */
  readonly pk: string;
}

/** The archive's key of an event's id; one that the tool has printed is already such a key. */
export const eventKey = (id: string): string => (id.startsWith('sha256:') ? id : identifier(id));

/** The domain of a name. @throws Failure when there is none. */
export const domainNamed = (name: string): Domain => named('domain', name, domains);

/** Whether a word is the key of an object, of a kind that a domain has. */
export const isObjectKey = (word: string): boolean => {
  const [kind = '', ...id] = word.split('#');
  return id.length > 0 && domains.some(({ objects }) => objects.includes(kind));
};

/**
 * The keys that the words of a command line can mean: an object's key (`payment_intent#int_1`), a domain and an
 * id, or an id alone, which may be of any kind in any domain.
 * @throws Failure when no domain has such a kind of object.
 */
export const objectKeysOf = (words: readonly string[]): readonly ObjectKey[] => {
  const [first = '', second, ...rest] = words;
  if (rest.length > 0)
    throw usageError('Name one object: its key, or a domain and an id, or an id.');
  const [kind = '', ...id] = first.split('#');
  if (second === undefined && id.length > 0) {
    const owners = domains.filter(({ objects }) => objects.includes(kind));
    if (owners.length > 0) return owners.map((domain) => ({ domain, pk: first }));
    const kinds = [...new Set(domains.flatMap(({ objects }) => objects))].join(', ');
    throw usageError(`There is no kind of object "${kind}". Kinds: ${kinds}.`);
  }
  const among = second === undefined ? domains : [domainNamed(first)];
  return among.flatMap((domain) =>
    domain.objects.map((one) => ({ domain, pk: key(one, second ?? first) })),
  );
};

/**
 * First parts of event names that begin like a family here and are known to be another product's:
 * `payment.*` is a payout.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events
 */
const otherProducts: readonly string[] = ['payment'];

const firstWord = (part: string): string => part.split('_', 1)[0] ?? '';

const words = new Set(domains.flatMap(({ families }) => families.map(firstWord)));

/**
 * What an unrouted event's name has in common with a family here: its first word, `account` of
 * `account_note.created`. Such an event may be one that a domain should keep.
 * @returns undefined for a name that has nothing in common with any, or is another product's.
 */
export const nearFamily = (name: string): string | undefined => {
  const [part = ''] = name.split('.', 1);
  if (otherProducts.includes(part)) return undefined;
  return [...words].find((word) => part.startsWith(word));
};
