import { families } from '../../../functions/connections/families.ts';
import { familyOf } from '../../../functions/shared/record/family.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample, samplesOf } from '../../support/samples.ts';

const app = 'appid_Tr4deD3p0tSyncPartner';
const samples = samplesOf('connections');

const idOf = (text: string): string => Buffer.from(text).toString('base64');

describe('samples', () => {
  it.each(samples)('$file states what became of a connection, and when', ({ body, name }) => {
    const isLost = name !== 'internal.connection_connected';
    const { rank, records } = project(families, body);
    expect(rank).toBe(isLost ? 200 : 100);
    const since = expect.stringMatching(/^202[56]-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    for (const { attributes } of records.filter(({ sk }) => sk !== 'connection'))
      expect(attributes).toMatchObject(
        isLost
          ? { status: 'DISCONNECTED', since, disconnected_at: since }
          : { status: 'CONNECTED', since, connected_at: since },
      );
  });
});

it('an event that might state something else of a connection is not taken for a disconnection', () => {
  const runtime = { families };
  expect(familyOf(runtime, 'connection.connected')).toBeUndefined();
  expect(familyOf(runtime, 'partner_connection.connected')).toBeUndefined();
});

describe('connection.disconnected', () => {
  const name = 'connection.disconnected';
  const keysOf = (event: object) =>
    project(families, { name, ...event })
      .records.filter(({ sk }) => sk !== 'connection')
      .map(({ pk, sk }) => `${pk} ${sk}`);

  it.each(['two words:acct_1', 'app:acct_1 and more', 'app acct_1', ''])(
    'reads nothing in an id made of %j',
    (text) => {
      const id = idOf(text) || undefined;
      expect(keysOf({ app_id: 'app_1', account_id: 'acct_2', data: { id } })).toEqual([
        'account#acct_2 connection#app_1',
      ]);
    },
  );

  it('reports what it would have to name', () => {
    expect(interpret(families, { name, data: {} }).issues).toMatchObject([
      { path: 'account_id', expected: 'the account that was disconnected' },
    ]);
    const nameless = { name, account_id: 'acct_1', data: {} };
    expect(interpret(families, nameless).issues).toMatchObject([
      { path: 'data.id', expected: 'the id of the connection, or an app_id' },
    ]);
    const partner = { name: 'partner_connection.disconnected', data: {} };
    expect(interpret(families, partner).issues).toMatchObject([
      { path: 'data.account_ids', expected: 'the accounts or the organisation disconnected' },
    ]);
  });

  it('is a record of the account among the app’s, and one by the connection’s own id', () => {
    const id = idOf(`${app}:acct_istXq0ZlConn4K0P9isv5`).replace(/=+$/, '');
    const ids = { connection_id: id, account_id: 'acct_istXq0ZlConn4K0P9isv5', app_id: app };
    const since = '2025-12-24T07:16:00.000Z';
    const about = { accountId: ids.account_id, orgId: undefined };
    expect(project(families, sample('connections', name))).toEqual({
      object: 'account#acct_istXq0ZlConn4K0P9isv5',
      rank: 200,
      records: [
        {
          pk: 'account#acct_istXq0ZlConn4K0P9isv5',
          sk: `connection#${app}`,
          related: { to: `app#${app}`, at: since },
          about,
          bound: ['since', 'reason'],
          attributes: {
            ...ids,
            status: 'DISCONNECTED',
            since,
            authorized_scopes: [
              'w:awx_action:transfers_edit',
              'r:awx_action:balances_view',
              'r:awx_action:settings.account_details_view',
            ],
            disconnected_at: since,
          },
        },
        { pk: `connection#${id}`, sk: 'connection', about, attributes: ids },
      ],
    });
  });

  it('has its account from the body, else the envelope, else its id', () => {
    const id = idOf('appid_x:acct_id');
    const envelope = { accountId: 'acct_envelope' };
    expect(keysOf({ ...envelope, data: { id, account_id: 'acct_body' } })).toEqual([
      'account#acct_body connection#appid_x',
    ]);
    expect(keysOf({ ...envelope, data: { id } })).toEqual([
      'account#acct_envelope connection#appid_x',
    ]);
    expect(keysOf({ data: { id, account_id: '' } })).toEqual([
      'account#acct_id connection#appid_x',
    ]);
  });

  it('has its app from its id, else the envelope, else is distinguished by its id', () => {
    const data = { id: '52f3c874-2827-437b-b3d2-a067444951d3', account_id: 'acct_a' };
    expect(keysOf({ app_id: 'appid_e', data })).toEqual(['account#acct_a connection#appid_e']);
    expect(keysOf({ data })).toEqual([`account#acct_a connection#${data.id}`]);
  });

  it('belongs to no app where none is named, and is found by its own id only where it has one', () => {
    const [one, byId, ...more] = project(families, {
      name,
      data: { id: 'conn', account_id: 'acct_a' },
    }).records;
    expect(one).toMatchObject({ sk: 'connection#conn', related: { to: undefined } });
    expect(byId).toMatchObject({ pk: 'connection#conn', sk: 'connection' });
    expect(more).toEqual([]);
    const { records } = project(families, {
      name,
      app_id: 'appid_e',
      account_id: 'acct_a',
    });
    expect(records.map(({ related }) => related?.to)).toEqual(['app#appid_e']);
  });

  it('cannot be keyed without an account, or without both app and id', () => {
    expect(interpret(families, { name, data: { id: 'conn' } }).issues).toEqual([
      { path: 'account_id', expected: 'the account that was disconnected', received: 'undefined' },
    ]);
    expect(interpret(families, { name, account_id: 'acct_a' }).issues).toMatchObject([
      { path: 'data.id', received: 'undefined' },
    ]);
  });
});

describe('partner_connection.disconnected', () => {
  const name = 'partner_connection.disconnected';
  const keysOf = (event: object) =>
    project(families, { name, app_id: 'appid_x', ...event }).records.map(({ pk }) => pk);

  it('is a record of each account and of the organisation, and part of the app’s timeline', () => {
    const { object, records } = project(families, sample('connections', name));
    expect(object).toBe(`app#${app}`);
    expect(records.map(({ pk }) => pk)).toEqual([
      'account#acct_yETkDy8QJrEdoq3gZlTlxx',
      'account#acct_grmYJfzZPm3FaCsqQvycYh',
      'org#org_8VxzslXvTwKf-Zr3OrK-5R',
    ]);
    for (const record of records)
      expect(record).toMatchObject({
        sk: `connection#${app}`,
        related: { to: `app#${app}`, at: '2026-05-20T13:54:20.000Z' },
        attributes: {
          status: 'DISCONNECTED',
          app_id: app,
          org_id: 'org_8VxzslXvTwKf-Zr3OrK-5R',
          reason: 'user_initiated',
        },
      });
  });

  it('is found by each account and organisation, and each record states which one it is about', () => {
    const { about, records } = project(families, sample('connections', name));
    expect(about).toEqual(records.map(({ pk }) => pk));
    for (const { pk, about: one, attributes } of records) {
      const id = pk.slice(pk.indexOf('#') + 1);
      const accountId = pk.startsWith('org#') ? undefined : id;
      expect(one).toEqual({ accountId, orgId: 'org_8VxzslXvTwKf-Zr3OrK-5R' });
      expect(attributes).toMatchObject({ org_id: one?.orgId });
      expect(attributes['account_id']).toBe(accountId);
    }
  });

  it('states an account in full whose id cannot be part of a key', () => {
    const [record] = project(families, { name, data: { account_ids: ['bad id #1'] } }).records;
    expect(record).toMatchObject({
      pk: expect.stringMatching(/^account#sha256:/),
      about: { accountId: 'bad id #1' },
      attributes: { account_id: 'bad id #1' },
    });
  });

  it('names an account once, however often the body does', () => {
    expect(keysOf({ data: { account_ids: ['acct_a', 'acct_b', 'acct_a'] } })).toEqual([
      'account#acct_a',
      'account#acct_b',
    ]);
  });

  it.each([undefined, null, [], {}])('may be of an organisation only: account_ids %j', (ids) => {
    expect(keysOf({ data: { account_ids: ids, org_id: 'org_b' } })).toEqual(['org#org_b']);
    expect(keysOf({ orgId: 'org_e', data: { account_ids: ids } })).toEqual(['org#org_e']);
  });

  it('belongs to the unknown app where the envelope names none', () => {
    const event = { name, data: { account_ids: ['acct_a'] } };
    expect(project(families, event)).toMatchObject({
      object: 'app#unknown',
      records: [{ pk: 'account#acct_a', sk: 'connection#unknown' }],
    });
  });

  it.each([undefined, null, {}, { account_ids: [], org_id: '' }])(
    'needs an account or an organisation: %j',
    (data) => {
      expect(interpret(families, { name, app_id: 'appid_x', data }).issues).toMatchObject([
        { path: 'data.account_ids', received: 'undefined' },
      ]);
    },
  );
});

describe('internal.connection_connected', () => {
  const name = 'internal.connection_connected';

  it('sets the record that a disconnection sets, of an account or an organisation', () => {
    const keys = (event: object) =>
      project(families, { name, ...event }).records.map(({ pk, sk }) => `${pk} ${sk}`);
    expect(keys({ data: { account_id: 'acct_a', app_id: 'appid_x' } })).toEqual([
      'account#acct_a connection#appid_x',
    ]);
    expect(keys({ account_id: 'acct_a', app_id: 'appid_x' })).toEqual([
      'account#acct_a connection#appid_x',
    ]);
    expect(keys({ data: { org_id: 'org_a', app_id: 'appid_x' } })).toEqual([
      'org#org_a connection#appid_x',
    ]);
  });

  it('needs an app, and an account or an organisation', () => {
    expect(interpret(families, { name, data: { app_id: 'a' } }).issues).toMatchObject([
      { path: 'data.account_id' },
    ]);
    expect(interpret(families, { name, data: { account_id: 'a' } }).issues).toMatchObject([
      { path: 'data.app_id' },
    ]);
  });
});
