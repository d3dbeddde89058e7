import { type Answers, among, event, exactly } from './answer.ts';

const broken = (id: string): Buffer =>
  event(id, 'refund.settled', '2026-11-19T10:00:00Z', { object: { id: null } });

/** The id of an event that a person has acknowledged. */
export const ACKNOWLEDGED = 'evt_acknowledged';

/** The answers about events, and about everything of an account. */
export const archive: Answers = {
  events: [
    broken('evt_broken'),
    broken(ACKNOWLEDGED),
    event(
      'evt_of_account',
      'payment_intent.succeeded',
      '2026-11-19T10:00:00Z',
      { object: { id: 'int_of_account', status: 'SUCCEEDED' } },
      { account_id: 'acct_merchant' },
    ),
    event(
      'evt_its_status',
      'account.active',
      '2026-11-19T10:00:00Z',
      {},
      { account_id: 'acct_merchant' },
    ),
  ],
  answers: {
    'Any object, by its own id': {
      table: 'payments',
      names: { object: 'payment_attempt', id: 'att_7' },
      check: exactly({ sk: 'payment_attempt', status: 'PAID' }),
    },
    'Everything about a connected account, where the stage is a platform': {
      names: { account: 'acct_merchant' },
      check: among(
        { pk: 'account#acct_merchant', sk: 'status', status: 'ACTIVE' },
        { pk: 'payment_intent#int_of_account', status: 'SUCCEEDED' },
      ),
    },
    'The event that set a record, by the eventId of the record': {
      names: { event: 'evt_of_account' },
      check: exactly({ name: 'payment_intent.succeeded', outcome: 'accepted' }),
    },
    "An object's events, in order": {
      names: { object: 'payment_intent', id: 'int_7' },
      check: exactly({ id: 'evt_int_7_succeeded', outcome: 'accepted' }),
    },
    'The events about an account, also those that name several': {
      names: { account: 'acct_back' },
      check: exactly(
        { id: 'evt_lost', name: 'partner_connection.disconnected' },
        { id: 'evt_back', name: 'internal.connection_connected' },
      ),
    },
    'What needs attention and why, oldest first': {
      check: exactly({
        id: 'evt_broken',
        outcome: 'quarantined',
        issues: [{ path: 'data.object.id', received: 'null' }],
      }),
    },
    'What of it was acknowledged': {
      check: exactly({ id: ACKNOWLEDGED, attention: 'acknowledged' }),
    },
    'What was archived between two times': {
      names: {
        day: '2026-11-21',
        from: '2026-11-21T11:00:00.000Z',
        to: '2026-11-21T13:00:00.000Z',
      },
      check: (items) => {
        among({ id: 'evt_broken' }, { id: 'evt_int_7_succeeded' })(items);
        expect(items.filter(({ digest }) => !/^[0-9a-f]{64}$/.test(String(digest)))).toEqual([]);
        expect(new Set(items.map(({ archivedOn }) => archivedOn)).size).toBe(8);
      },
    },
  },
};
