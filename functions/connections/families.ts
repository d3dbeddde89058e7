import { key, keyOf } from '../shared/event/identifier.ts';
import { type Family, family, knowing, missing } from '../shared/record/family.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { connection, partnerConnection } from './events.ts';

/*
 * A user may connect again and no event reports it: records state that there was a disconnection, and
 * when, and never that there is a connection.
 */
const status = 'DISCONNECTED';

const appAndAccount = /^([!-9;-~]+):([!-~]+)$/;

/** What a connection's id is made of, `base64(<app>:<account>)`; nothing of an id of another form. */
// Stryker disable next-line StringLiteral: what is no base64 has no parts either.
const partsOf = (id = '') => {
  // Stryker disable next-line ArrayDeclaration: nobody looks at the first of an empty match.
  const [, app, account] = appAndAccount.exec(Buffer.from(id, 'base64').toString()) ?? [];
  return { app, account };
};

const connectionDisconnected = family(connection, (data, event) => {
  const parts = partsOf(data.id);
  const account = data.account_id ?? event.accountId ?? parts.account;
  if (account === undefined) return missing('account_id', 'the account that was disconnected');
  // Where nothing names the app, the connection's own id distinguishes connections.
  const app = parts.app ?? event.appId;
  const connectionOf = app ?? data.id;
  if (connectionOf === undefined)
    return missing('data.id', 'the id of the connection, or an app_id');
  const pk = key('account', account);
  const attributes = {
    status,
    connection_id: data.id,
    account_id: account,
    app_id: app,
    authorized_scopes: data.authorized_scopes,
    disconnected_at: event.createdAt,
  };
  const related = { to: keyOf('app', app), at: event.createdAt };
  const records: ProjectedRecord[] = [
    { pk, sk: key('connection', connectionOf), related, attributes },
  ];
  // Found by its own id too, which not always is made of app and account.
  if (data.id !== undefined)
    records.push({ pk: key('connection', data.id), sk: 'connection', attributes });
  return { object: pk, records };
});

const partnerDisconnected = family(partnerConnection, (data, event) => {
  const accounts = new Set(data.account_ids);
  const org = data.org_id ?? event.orgId;
  if (accounts.size === 0 && org === undefined)
    return missing('data.account_ids', 'the accounts or the organisation disconnected');
  // The partner's own webhook reports on its own app: an event without its id is still about one app.
  const app = event.appId ?? 'unknown';
  const attributes = {
    status,
    app_id: event.appId,
    org_id: org,
    reason: data.reason,
    disconnected_at: event.createdAt,
  };
  const disconnected = [...accounts].map((id) => key('account', id));
  if (org !== undefined) disconnected.push(key('org', org));
  return {
    object: key('app', app),
    records: disconnected.map((pk) => ({
      pk,
      sk: key('partner_connection', app),
      related: { to: key('app', app), at: event.createdAt },
      attributes,
    })),
  };
});

/** By whole names: what another event of these families would state of a connection is not known. */
export const families: Readonly<Record<string, Family>> = {
  'connection.disconnected': knowing(connectionDisconnected, { status: [status] }),
  // https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/partner-connection
  'partner_connection.disconnected': knowing(partnerDisconnected, { reason: ['USER_INITIATED'] }),
};
