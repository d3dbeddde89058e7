import { like, useStage } from './stage.ts';

/*
 * What the vendor's pages advise about lost connections, each practice against the tables.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/connections
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/partner-connection
 */

const stage = useStage();

/** The connection that `connection.disconnected` states. */
const one = (account: string, app: string, envelope = {}): Buffer =>
  like(
    'connection.disconnected',
    { id: `evt_${account}_${app}`, account_id: account, ...envelope },
    { id: Buffer.from(`${app}:${account}`).toString('base64'), account_id: account },
  );

const batch = (id: string, app: string, fields = {}): Buffer =>
  like('partner_connection.disconnected', { id, app_id: app }, fields);

const lost = (app: string) => expect.objectContaining({ status: 'DISCONNECTED', app_id: app });

it('“Update your database to mark the connection as inactive immediately upon receiving this event”', async () => {
  await stage.send(one('acct_p1', 'appid_p1'));
  expect(await stage.get('connections', 'account#acct_p1', 'connection#appid_p1')).toMatchObject({
    status: 'DISCONNECTED',
    account_id: 'acct_p1',
    app_id: 'appid_p1',
    disconnected_at: '2025-07-24T07:16:00.000Z',
    eventId: 'evt_acct_p1_appid_p1',
  });
});

it('“Notify your users that they need to reconnect”: one Query returns every account that an app lost, and when', async () => {
  await stage.send(
    one('acct_p2', 'appid_p2'),
    batch('evt_p2', 'appid_p2', { account_ids: ['acct_p2b'], org_id: '' }),
  );
  const found = await stage.belongingTo('connections', 'app#appid_p2');
  expect(found.map(({ pk }) => pk).sort()).toEqual(['account#acct_p2', 'account#acct_p2b']);
  for (const { status, disconnected_at } of found)
    expect({ status, disconnected_at }).toEqual({
      status: 'DISCONNECTED',
      disconnected_at: expect.stringMatching(/^202[56]-\d\d-\d\dT/),
    });
});

it('“Stop scheduled operations (such as data syncing or payment processing) for the disconnected account”: only that account and app are lost', async () => {
  await stage.send(one('acct_p3', 'appid_p3'));
  expect(await stage.of('connections', 'account#acct_p3')).toEqual([lost('appid_p3')]);
  expect(await stage.of('connections', 'account#acct_p3_other')).toEqual([]);
});

it('“Log the disconnection for audit and troubleshooting purposes”: the archive has the exact event', async () => {
  await stage.send(one('acct_p4', 'appid_p4'));
  expect(await stage.archived('evt_acct_p4_appid_p4')).toMatchObject([
    { name: 'connection.disconnected', object: 'account#acct_p4', outcome: 'accepted' },
  ]);
});

it.each([
  ['the user disconnects', { authorized_scopes: [] }],
  ['tokens are revoked or roles change', { authorized_scopes: null }],
  ['the account is closed', { status: undefined }],
])(
  '“The event is sent when an OAuth connection is invalidated for any reason”: %s',
  async (why, fields) => {
    const account = `acct_p5_${why.length}`;
    const id = Buffer.from(`appid_p5:${account}`).toString('base64');
    const data = { id, account_id: account, ...fields };
    await stage.send(
      like('connection.disconnected', { id: `evt_${account}`, account_id: account }, data),
    );
    expect(await stage.of('connections', `account#${account}`)).toEqual([lost('appid_p5')]);
  },
);

it('“Ensure your handler iterates over the full list and marks all affected connections as inactive”', async () => {
  const account_ids = Array.from({ length: 120 }, (_, index) => `acct_p6_${index}`);
  await stage.send(batch('evt_p6', 'appid_p6', { account_ids, org_id: null }));
  for (const account of account_ids)
    expect(await stage.of('connections', `account#${account}`)).toEqual([lost('appid_p6')]);
  const ofApp = await stage.belongingTo('connections', 'app#appid_p6');
  expect(ofApp).toHaveLength(account_ids.length);
});

it('“Also check whether org_id is present and update any organization-level connection state accordingly”', async () => {
  await stage.send(batch('evt_p7', 'appid_p7', { account_ids: [], org_id: 'org_p7' }));
  expect(await stage.of('connections', 'org#org_p7')).toEqual([lost('appid_p7')]);
});

it.each([
  ['empty', ''],
  ['null', null],
  ['absent', undefined],
])(
  '“Present when the disconnection involves an organization; otherwise empty”, org_id: %s',
  async (how, org_id) => {
    const app = `appid_p8_${how}`;
    await stage.send(batch(`evt_p8_${how}`, app, { account_ids: ['acct_p8'], org_id }));
    const found = await stage.belongingTo('connections', `app#${app}`);
    expect(found).toMatchObject([{ pk: 'account#acct_p8', status: 'DISCONNECTED' }]);
    expect(found[0]).not.toHaveProperty('org_id');
  },
);

it('“Support for additional reasons may be added”: another reason is kept', async () => {
  const fields = { account_ids: ['acct_p9'], org_id: '', reason: 'token_revoked' };
  await stage.send(batch('evt_p9', 'appid_p9', fields));
  expect(await stage.of('connections', 'account#acct_p9')).toMatchObject([
    { status: 'DISCONNECTED', reason: 'token_revoked' },
  ]);
});

it('“Without needing to set up separate subscriptions for each account”: an event without an account is applied', async () => {
  await stage.send(batch('evt_p10', 'appid_p10', { account_ids: ['acct_p10'] }));
  const [event] = await stage.archived('evt_p10');
  expect(event).toMatchObject({ outcome: 'accepted' });
  expect(event).not.toHaveProperty('accountId');
});

it('“Make it easy for users to re-authorize your application when needed”: a connection that is back is CONNECTED, since when and by which event', async () => {
  const back = {
    id: 'evt_back',
    name: 'internal.connection_connected',
    account_id: 'acct_p30',
    data: { account_id: 'acct_p30', app_id: 'appid_p30' },
    created_at: '2026-01-02T03:04:05Z',
  };
  await stage.send(Buffer.from(JSON.stringify(back)), one('acct_p30', 'appid_p30'));
  const record = await stage.get('connections', 'account#acct_p30', 'connection#appid_p30');
  expect(record).toMatchObject({
    status: 'CONNECTED',
    since: '2026-01-02T03:04:05.000Z',
    connected_at: '2026-01-02T03:04:05.000Z',
    disconnected_at: '2025-07-24T07:16:00.000Z',
    eventId: 'evt_back',
  });
  expect(record).not.toHaveProperty('openWork');
});
