import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { id, link, status, text, texts, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { eitherCase, nestedInEitherCase } from './casing.ts';
import { partOfAccount } from './fields.ts';

/** A capability's statuses in a tie: the more restrictive decision wins. None is terminal. */
export const capabilityLifecycle: Lifecycle = {
  ranks: { PENDING: 100, ENABLED: 400, DISABLED: 600 },
};

const schema = eitherCase({
  id,
  account_id: link,
  status,
  entity_type: text,
  details: nestedInEitherCase({ reason_codes: texts, mcc: text, mcc_candidates: texts }),
  updated_at: time,
  ...unread('comment'),
});

/**
 * `account_capability.*`: what an account may do, one record of the account for each. The `id` is the capability's name; its `comment`
 * is free text.
 * https://www.airwallex.com/docs/api/account_capability/account_capability
 */
export const capability = partOfAccount({
  kind: 'capability',
  schema,
  lifecycle: capabilityLifecycle,
});
