import { family, missing } from '../shared/record/family.ts';
import { link } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';
import { connectionLifecycle, connectionRecord } from './fields.ts';

const schema = object({
  account_id: link,
  org_id: link,
  app_id: link,
  connection_id: link,
});

/**
 * `internal.connection_connected`: the application has connected an account or an organisation to its app,
 * again or for the first time. It signs the event with a secret of its own (`internal.ts`).
 */
export const connected = family(schema, (data, event) => {
  const account_id = data.account_id ?? event.accountId;
  const org_id = account_id === undefined ? (data.org_id ?? event.orgId) : undefined;
  if (account_id === undefined && org_id === undefined)
    return missing('data.account_id', 'the account or the organisation that was connected');
  const app_id = data.app_id ?? event.appId;
  if (app_id === undefined) return missing('data.app_id', 'the app that it was connected to');
  const { connection_id } = data;
  const record = connectionRecord(
    { status: 'CONNECTED', account_id, org_id, app_id, connection_id },
    app_id,
    event,
  );
  return { object: record.pk, rank: connectionLifecycle.ranks.CONNECTED, records: [record] };
});
