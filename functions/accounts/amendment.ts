import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, statusIn } from '../shared/record/lifecycle.ts';
import { FINAL } from '../shared/record/version.ts';
import { id, link, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { eitherCase } from './casing.ts';

/** A decision is final: another change of the account is another amendment. */
export const amendmentLifecycle: Lifecycle = {
  ranks: { PENDING: 100, REJECTED: FINAL, APPROVED: FINAL + 10 },
};

const schema = eitherCase({
  id,
  account_id: link,
  status: text,
  created_at: time,
  updated_at: time,
  // What was to be changed, and to what: contacts, addresses, photos.
  ...unread('primary_contact', 'store_details', 'target'),
});

/**
 * `account_amendment.*`: a change of an account's details that Airwallex reviews, one record of the
 * account for each.
 * https://www.airwallex.com/docs/developer-tools/sandbox-environment/connected-accounts/simulate-account-amendment-status-transition
 */
export const amendment = family(schema, (data, event) => {
  const accountId = event.accountId ?? data.account_id;
  if (accountId === undefined) return missing('account_id', 'the account that the event is about');
  const pk = key('account', accountId);
  const { status, rank } = statusIn(amendmentLifecycle, data.status, event.name);
  const { id, created_at, updated_at } = data;
  return {
    object: pk,
    updatedAt: updated_at,
    rank,
    records: [
      {
        pk,
        sk: key('amendment', id),
        attributes: { id, status, created_at, updated_at },
      },
    ],
  };
});
