import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { FINAL } from '../shared/record/version.ts';
import { id, link, status, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { eitherCase } from './casing.ts';
import { partOfAccount } from './fields.ts';

/** A decision is final: another change of the account is another amendment. */
export const amendmentLifecycle: Lifecycle = {
  ranks: { PENDING: 100, REJECTED: FINAL, APPROVED: FINAL + 10 },
};

const schema = eitherCase({
  id,
  account_id: link,
  status,
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
export const amendment = partOfAccount({
  kind: 'amendment',
  schema,
  lifecycle: amendmentLifecycle,
});
