import { events, type Journey, journey } from './journey.ts';

const status = 'account#acct_1 status';

export const accountsJourneys: readonly Journey[] = [
  journey(
    'an account asked to act, suspended and active again',
    status,
    events('account', 'submitted action_required submitted active suspended active', {}),
    { status: 'ACTIVE' },
    { status: 'SUSPENDED' },
  ),
  journey(
    'an account to its closing',
    status,
    events('account', 'submitted active dormant suspended closed', {}),
    { status: 'CLOSED' },
  ),
  journey(
    'a capability disabled and enabled again',
    'account#acct_1 capability#payments_visa',
    events('account_capability', 'pending enabled disabled enabled', { id: 'payments_visa' }),
    { status: 'ENABLED' },
    { status: 'DISABLED' },
  ),
  journey(
    'an amendment that is approved',
    'account#acct_1 amendment#amd_1',
    events('account_amendment', 'pending approved', { id: 'amd_1' }),
    { status: 'APPROVED' },
  ),
];

export const connectionsJourneys: readonly Journey[] = [
  journey(
    'a connection disconnected, connected and disconnected',
    'account#acct_1 connection#con_1',
    [
      ['connection.disconnected', { id: 'con_1', authorized_scopes: ['a'] }],
      ['connection.disconnected', { id: 'con_1', authorized_scopes: ['b'] }],
    ],
    { status: 'DISCONNECTED', authorized_scopes: ['b'] },
    { status: 'DISCONNECTED' },
  ),
];
