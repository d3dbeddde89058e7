import { type Answers, among, event, exactly } from './answer.ts';

const app = 'app_shop';
const lost = {
  account_ids: ['acct_lost', 'acct_back'],
  org_id: 'org_shop',
  reason: 'user_initiated',
};
const connection = Buffer.from('app_own:acct_own').toString('base64');

/** The answers about connections. */
export const connections: Answers = {
  events: [
    event('evt_lost', 'partner_connection.disconnected', '2026-11-20T10:00:00Z', lost, {
      app_id: app,
    }),
    event('evt_back', 'internal.connection_connected', '2026-11-20T18:00:00Z', {
      account_id: 'acct_back',
      app_id: app,
    }),
    event('evt_own', 'connection.disconnected', '2026-11-19T10:00:00Z', {
      id: connection,
      account_id: 'acct_own',
      status: 'DISCONNECTED',
    }),
  ],
  answers: {
    "Is an account's connection to an app lost, since when, why, and by which event": {
      names: { account: 'acct_lost', app },
      check: exactly({
        status: 'DISCONNECTED',
        since: '2026-11-20T10:00:00.000Z',
        reason: 'user_initiated',
        eventId: 'evt_lost',
        eventName: 'partner_connection.disconnected',
      }),
    },
    'All connections of an account, lost or there again': {
      names: { account: 'acct_back' },
      check: exactly({
        sk: 'connection#app_shop',
        status: 'CONNECTED',
        since: '2026-11-20T18:00:00.000Z',
        disconnected_at: '2026-11-20T10:00:00.000Z',
        connected_at: '2026-11-20T18:00:00.000Z',
      }),
    },
    'The connections of an organisation': {
      names: { org: 'org_shop' },
      check: exactly({ status: 'DISCONNECTED', org_id: 'org_shop', app_id: app }),
    },
    'Every account and organisation of an app, each with the state of its connection': {
      names: { app },
      check: (items) => {
        among(
          { pk: 'account#acct_lost', status: 'DISCONNECTED' },
          { pk: 'account#acct_back', status: 'CONNECTED' },
          { pk: 'org#org_shop', status: 'DISCONNECTED' },
        )(items);
        expect(items).toHaveLength(3);
      },
    },
    'Every connection that is lost and not back, with account, app and reason': {
      check: (items) => {
        among(
          { pk: 'account#acct_lost', app_id: app, reason: 'user_initiated' },
          { pk: 'org#org_shop' },
          { pk: 'account#acct_own', app_id: 'app_own' },
        )(items);
        expect(items.map(({ status }) => status)).not.toContain('CONNECTED');
      },
    },
    'Whose a connection is, by its own id': {
      names: { connection },
      check: exactly({ account_id: 'acct_own', app_id: 'app_own', connection_id: connection }),
    },
  },
};
