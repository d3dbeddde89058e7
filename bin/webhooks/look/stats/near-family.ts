import { domains } from '../../../../functions/domains.ts';

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
