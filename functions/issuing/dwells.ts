import { type Dwell, OUR_ESTIMATE } from '../shared/domain.ts';

/** Most holds end within a week; hotels and rental cars keep theirs for up to a month. */
const HOLD_DAYS = 32;

export const dwells: readonly Dwell[] = [
  {
    objects: ['card'],
    record: 'card',
    days: { PENDING: 14 },
    lasting: {
      ACTIVE: 'its usual state',
      INACTIVE: 'until somebody activates it',
      EXPIRED: 'until somebody closes it',
      BLOCKED: 'until somebody lifts it',
      LOST: 'until somebody closes it',
      STOLEN: 'until somebody closes it',
    },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['cardholder'],
    record: 'cardholder',
    days: { INCOMPLETE: 60, PENDING: 14 },
    lasting: { READY: 'their usual state', DISABLED: 'until somebody lifts it' },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['transaction'],
    record: 'transaction',
    where: { attribute: 'transaction_type', value: 'AUTHORIZATION' },
    days: { PENDING: HOLD_DAYS, APPROVED: HOLD_DAYS },
    lasting: {},
    // What clears, reverses or refunds an authorization is a transaction of its own.
    endedBy: 'match#',
    source: OUR_ESTIMATE,
  },
  {
    objects: ['card_transaction'],
    record: 'card_transaction',
    days: { AUTHORIZED: HOLD_DAYS },
    lasting: {},
    source: OUR_ESTIMATE,
  },
  {
    objects: ['transaction_dispute'],
    record: 'transaction_dispute',
    days: { DRAFT: 60, SUBMITTED: 30, REJECTED: 60, IN_PROGRESS: 180 },
    lasting: {},
    source: OUR_ESTIMATE,
  },
];
