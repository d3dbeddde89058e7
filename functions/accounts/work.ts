import type { Work } from '../shared/domain.ts';

export const work: readonly Work[] = [
  {
    kind: 'account',
    title: 'bring what the account requires',
    objects: ['account'],
    record: 'status',
    statuses: ['ACTION_REQUIRED'],
    source:
      'https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account',
  },
];
