import { link, links, text, texts } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';

/**
 * `connection.disconnected`: one account's connection, whose `id` is made of the app and the account.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/connections
 */
export const connection = object({
  id: link,
  account_id: link,
  status: text,
  authorized_scopes: texts,
});

/**
 * `partner_connection.disconnected`: every connection between a partner's app and the accounts or
 * the organisation named.
 */
export const partnerConnection = object({
  account_ids: links,
  org_id: link,
  reason: text,
});
