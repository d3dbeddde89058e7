import type { Range } from '../../../shared/event/time.ts';
import type { Ledger } from '../ledger.ts';
import type { Message } from '../messages/message.ts';
import { figuresOf, type GroupLedger, type SpendFigures } from './group-ledger.ts';

/** What is held is a current state, which no period has. */
const unknown = { held: undefined, overCleared: undefined };

const figuresIn = (entries: GroupLedger['entries']): readonly SpendFigures[] =>
  [...new Set(entries.map(({ currency }) => currency))]
    .sort()
    .map((currency) => figuresOf(entries, currency, unknown));

/**
 * The part of a ledger that messages of a period make, by their own times: a message counts as it does
 * among all. A total that Airwallex reports is of no period, and is not compared.
 */
export const ledgerWithin = (
  { groups }: Pick<Ledger, 'groups'>,
  { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: Partial<Range>,
): Ledger => {
  const isWithin = ({ at }: Message): boolean => {
    const time = Date.parse(at);
    return time >= since && time < until;
  };
  const within = groups.flatMap((group): readonly GroupLedger[] => {
    const messages = group.messages.filter(isWithin);
    const entries = group.entries.filter(({ message }) => message && isWithin(message));
    return messages.length === 0
      ? []
      : [{ ...group, messages, entries, figures: figuresIn(entries) }];
  });
  const entries = within.flatMap((group) => group.entries);
  return { groups: within, figures: figuresIn(entries), disagreements: [] };
};
