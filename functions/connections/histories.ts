import { type Course, eventAt, type ObjectHistory } from '../shared/histories.ts';

const app = 'appid_1';

const disconnection: Course = {
  first: 'one',
  next: {
    one: ['one', 'batch', 'organisation', 'again'],
    batch: ['one', 'organisation', 'again'],
    organisation: ['one', 'again'],
    again: ['one', 'batch'],
  },
  most: 8,
  events: (step) => {
    const account = `acct_${(step.index % 2) + 1}`;
    const content = {
      one: {
        name: 'connection.disconnected',
        account,
        data: {
          id: Buffer.from(`${app}:${account}`).toString('base64'),
          status: 'DISCONNECTED',
          authorized_scopes: [`scope ${step.index}`],
        },
      },
      batch: {
        name: 'partner_connection.disconnected',
        app,
        data: { account_ids: ['acct_1', 'acct_2', 'acct_3'], reason: `reason ${step.index}` },
      },
      organisation: {
        name: 'partner_connection.disconnected',
        app,
        data: { account_ids: [], org_id: 'org_1', reason: 'user_initiated' },
      },
      again: {
        name: 'internal.connection_connected',
        account,
        data: { account_id: account, app_id: app },
      },
    };
    const { state } = step;
    return [
      eventAt(`evt_connection_${step.index}`, step, () =>
        state === 'batch' || state === 'organisation' || state === 'again'
          ? content[state]
          : content.one,
      ),
    ];
  },
};

export const histories: readonly ObjectHistory[] = [
  { title: 'the connections of a partner’s app', courses: [disconnection] },
];
