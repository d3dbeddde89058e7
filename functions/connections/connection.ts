import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { link, text, texts } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';
import { connectionLifecycle, connectionRecord } from './fields.ts';

/**
 * `connection.disconnected`: one account's connection, whose `id` is made of the app and the account.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/connections
 */
const schema = object({
  id: link,
  account_id: link,
  status: text,
  authorized_scopes: texts,
});

const appAndAccount = /^([!-9;-~]+):([!-~]+)$/;

/** What a connection's id is made of, `base64(<app>:<account>)`; nothing of an id of another form. */
// Stryker disable next-line StringLiteral: what is no base64 has no parts either.
const partsOf = (id = '') => {
  // Stryker disable next-line ArrayDeclaration: nobody looks at the first of an empty match.
  const [, app, account] = appAndAccount.exec(Buffer.from(id, 'base64').toString()) ?? [];
  return { app, account };
};

/** One account's connection to an app, and which account and app its own id names. */
export const connection = family(
  schema,
  (data, event) => {
    const parts = partsOf(data.id);
    const account = data.account_id ?? event.accountId ?? parts.account;
    if (account === undefined) return missing('account_id', 'the account that was disconnected');
    // Where nothing names the app, the connection's own id distinguishes connections.
    const app = parts.app ?? event.appId;
    const connectionOf = app ?? data.id;
    if (connectionOf === undefined)
      return missing('data.id', 'the id of the connection, or an app_id');
    const ids = { connection_id: data.id, account_id: account, app_id: app };
    const { authorized_scopes } = data;
    const record = connectionRecord(
      { ...ids, status: 'DISCONNECTED', authorized_scopes },
      connectionOf,
      event,
    );
    const records: ProjectedRecord[] = [record];
    if (data.id !== undefined)
      records.push({
        pk: key('connection', data.id),
        sk: 'connection',
        about: { accountId: account, orgId: undefined },
        attributes: ids,
      });
    return { object: record.pk, rank: connectionLifecycle.ranks.DISCONNECTED, records };
  },
  { status: ['DISCONNECTED'] },
);
