import type { ObjectHistory } from '../shared/histories.ts';
import { consent, customer, link, method } from './histories/customer.ts';
import { dispute, payment, refund } from './histories/payment.ts';

export const histories: readonly ObjectHistory[] = [
  { title: 'payments of an intent', courses: [payment, refund(1), refund(2), dispute] },
  { title: 'a customer of payments', courses: [customer, method, consent, link] },
];
