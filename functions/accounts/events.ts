import * as v from 'valibot';
import { id, link, orNothing, text, texts, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { eitherCase, nestedInEitherCase } from './casing.ts';
import { accountDetails, accountUsage } from './details.ts';
import { gatherRequirements, requirements } from './requirements.ts';

/*
 * Schemas of the domain's events. An account's body holds the passports of its owners: only what
 * describes the business is listed.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */

/** Platforms choose the identifier of an account themselves, and some take its owner's e-mail. */
const identifier = v.pipe(
  text,
  v.transform((value) => (value?.includes('@') ? undefined : value)),
);

/** `account.*`: the account, its requirements alone, or nothing at all. */
export const account = v.pipe(
  v.unknown(),
  v.transform(gatherRequirements),
  eitherCase({
    id: link,
    status: text,
    identifier,
    account_details: accountDetails,
    account_usage: accountUsage,
    requirements: orNothing(requirements),
    created_at: time,
    updated_at: time,
    ...unread('customer_agreements', 'metadata', 'next_action', 'nickname', 'primary_contact'),
    ...unread('view_type'),
  }),
);

/**
 * `account.connected`: an account and the platform it now belongs to. Its `connected_account_name`
 * is a person's where the account is, and therefore not listed.
 */
export const connectedAccount = eitherCase({
  connected_account_id: id,
  connected_account_identifier: identifier,
  connected_account_status: text,
  platform_account_id: link,
  platform_name: text,
  created_at: time,
  ...unread('connected_account_name'),
});

/**
 * `account_capability.*`: what an account may do. The `id` is the capability's name; its `comment`
 * is free text.
 * https://www.airwallex.com/docs/api/account_capability/account_capability
 */
export const accountCapability = eitherCase({
  id,
  account_id: link,
  status: text,
  entity_type: text,
  details: nestedInEitherCase({ reason_codes: texts, mcc: text, mcc_candidates: texts }),
  updated_at: time,
  ...unread('comment'),
});
