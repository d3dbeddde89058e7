import { type Dwell, OUR_ESTIMATE } from '../shared/domain.ts';

export const dwells: readonly Dwell[] = [
  {
    objects: ['account'],
    record: 'status',
    days: { SUBMITTED: 14, ACTION_REQUIRED: 60 },
    lasting: {
      CREATED: 'until the account submits its details',
      ACTIVE: 'its usual state',
      DORMANT: 'until it is used again',
      SUSPENDED: 'until Airwallex lifts it',
    },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['account'],
    record: 'capability#',
    days: { PENDING: 30 },
    lasting: { ENABLED: 'its usual state', DISABLED: 'until Airwallex enables it again' },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['account'],
    record: 'amendment#',
    days: { PENDING: 30 },
    lasting: {},
    source: OUR_ESTIMATE,
  },
];
