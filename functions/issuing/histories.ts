import type { ObjectHistory } from '../shared/histories.ts';
import { card, cardholder, delivery, reissue } from './histories/card.ts';
import { betaLifecycle, cardTransaction, dispute, transactions } from './histories/spend.ts';

export const histories: readonly ObjectHistory[] = [
  {
    title: 'a card and its spend',
    courses: [
      ...[card, delivery, reissue, cardholder],
      ...[transactions(1), transactions(2), cardTransaction, betaLifecycle, dispute],
    ],
  },
];
