import type { Work } from '../shared/domain.ts';

export const work: readonly Work[] = [
  {
    kind: 'cardholder',
    title: 'complete the details of the cardholder',
    objects: ['cardholder'],
    record: 'cardholder',
    statuses: ['INCOMPLETE'],
    source:
      'https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing',
  },
  {
    kind: 'transaction_dispute',
    title: 'correct the dispute and submit it again, or cancel it',
    objects: ['transaction_dispute'],
    record: 'transaction_dispute',
    statuses: ['REJECTED'],
    source:
      'https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing',
  },
];
