import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { link, links, text } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';
import { status } from './fields.ts';

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
  },
  { reason: ['USER_INITIATED'] },
);
