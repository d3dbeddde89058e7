import type { ObjectHistory } from '../shared/histories.ts';
import { card, cardholder } from './histories/card.ts';
import { cardTransaction, dispute, transactions } from './histories/spend.ts';

export const histories: readonly ObjectHistory[] = [
  {
    title: 'a card and its spend',
    courses: [card, cardholder, transactions(1), transactions(2), cardTransaction, dispute],
  },
];
