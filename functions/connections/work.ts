import type { Work } from '../shared/domain.ts';

export const work: readonly Work[] = [
  {
    kind: 'connection',
    title: 'ask the account to connect again, or let it go',
    objects: ['account', 'org'],
    record: 'connection#',
    statuses: ['DISCONNECTED'],
    source:
      'https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/connections',
  },
];
