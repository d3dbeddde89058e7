import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { link, links, text } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';
import { connectionLifecycle, connectionRecord } from './fields.ts';

/**
 * `partner_connection.disconnected`: every connection between a partner's app and the accounts or
 * the organisation named.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/partner-connection
 */
const schema = object({
  account_ids: links,
  org_id: link,
  reason: text,
});

/** The connections of a partner's app to accounts and an organisation: a record of each of these. */
export const partnerConnection = family(
  schema,
  (data, event) => {
    const accounts = new Set(data.account_ids);
    const org = data.org_id ?? event.orgId;
    if (accounts.size === 0 && org === undefined)
      return missing('data.account_ids', 'the accounts or the organisation disconnected');
    // The partner's own webhook reports on its own app: an event without its id is still about one app.
    const app = event.appId ?? 'unknown';
    const { reason } = data;
    const stated = {
      status: 'DISCONNECTED',
      app_id: event.appId,
      org_id: org,
      reason,
    } as const;
    const records = [...accounts].map((account_id) =>
      connectionRecord({ ...stated, account_id }, app, event),
    );
    if (org !== undefined) records.push(connectionRecord(stated, app, event));
    return {
      object: key('app', app),
      about: records.map(({ pk }) => pk),
      rank: connectionLifecycle.ranks.DISCONNECTED,
      records,
    };
  },
  { reason: ['USER_INITIATED'] },
);
