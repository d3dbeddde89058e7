import { type Dwell, OUR_ESTIMATE } from '../shared/domain.ts';

export const dwells: readonly Dwell[] = [
  {
    objects: ['account', 'org'],
    record: 'connection#',
    days: {},
    lasting: {
      CONNECTED: 'its usual state',
      DISCONNECTED: 'until the account connects again, which it need not',
    },
    source: OUR_ESTIMATE,
  },
];
