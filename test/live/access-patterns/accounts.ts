import { type Answers, among, event, exactly, keysOf } from './answer.ts';

const account = 'acct_asked';
const of = { account_id: account };

const terms = {
  endpoint: 'app/v1/accounts/acct_asked/terms_and_conditions/agree',
  method: 'POST',
  message: 'Agree to the terms.',
};

const capability = (id: string, status: string, reason_codes?: readonly string[]): Buffer =>
  event(
    `evt_${id}`,
    `account_capability.${status.toLowerCase()}`,
    '2026-11-19T11:00:00Z',
    { id, status, details: { reason_codes } },
    of,
  );

/** The answers about accounts. */
export const accounts: Answers = {
  events: [
    event('evt_submitted', 'account.submitted', '2026-11-18T10:00:00Z', {}, of),
    event(
      'evt_asked',
      'account.action_required',
      '2026-11-19T10:00:00Z',
      { agreedToTermsAndConditionsRequired: terms },
      of,
    ),
    capability('payments_klarna', 'DISABLED', ['prohibited_goods']),
    capability('issuing_cards', 'ENABLED'),
    event('evt_connected', 'account.connected', '2026-11-18T09:00:00Z', {
      connectedAccountId: account,
      platformAccountId: 'acct_platform',
      createdAt: '2026-11-18T09:00:00+0000',
    }),
  ],
  answers: {
    "An account's status, details, requirements, capabilities, amendments and platform": {
      names: { account },
      check: (items) =>
        expect(keysOf(items)).toEqual(
          [
            ...['capability#issuing_cards', 'capability#payments_klarna', 'named_requirements'],
            ...['platform#acct_platform', 'requirements', 'status'],
          ].map((sk) => `account#acct_asked ${sk}`),
        ),
    },
    "An account's status, and since which event": {
      names: { account },
      check: exactly({
        status: 'ACTION_REQUIRED',
        eventId: 'evt_asked',
        occurredAt: '2026-11-19T10:00:00.000Z',
      }),
    },
    'What an account has to bring': {
      names: { account },
      check: (items) => {
        exactly({ open: true })(items);
        expect(JSON.stringify(items[0]?.['requirements'])).toContain('Agree to the terms.');
      },
    },
    'What an account may do and what not, with the reasons': {
      names: { account },
      check: exactly(
        { sk: 'capability#issuing_cards', status: 'ENABLED' },
        { status: 'DISABLED', details: { reason_codes: ['prohibited_goods'] } },
      ),
    },
    'Every account that has to bring something': {
      check: among({ pk: 'account#acct_asked', sk: 'status', status: 'ACTION_REQUIRED' }),
    },
    'The accounts that are connected to a platform': {
      names: { platform: 'acct_platform' },
      check: exactly({ pk: 'account#acct_asked', connected_account_id: account }),
    },
  },
};
