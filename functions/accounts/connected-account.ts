import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { wordsOf } from '../shared/record/lifecycle.ts';
import { id, link, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { accountLifecycle } from './account.ts';
import { eitherCase } from './casing.ts';
import { platformIdentifier } from './fields.ts';

/**
 * `account.connected`: an account and the platform it now belongs to. Its `connected_account_name`
 * is a person's where the account is, and therefore not listed.
 */
const schema = eitherCase({
  connected_account_id: id,
  connected_account_identifier: platformIdentifier,
  connected_account_status: text,
  platform_account_id: link,
  platform_name: text,
  created_at: time,
  ...unread('connected_account_name'),
});

/** A relation of two accounts, not a status: what the connected account was then stays beside it. */
export const connectedAccount = family(
  schema,
  (data, event) => {
    const platformId = data.platform_account_id ?? event.accountId;
    if (platformId === undefined)
      return missing('data.platform_account_id', 'the platform that the account was connected to');
    const pk = key('account', data.connected_account_id);
    const platform = key('platform', platformId);
    const { connected_account_identifier, connected_account_status, platform_name } = data;
    return {
      object: pk,
      records: [
        {
          pk,
          sk: platform,
          related: { to: platform, at: data.created_at },
          about: { accountId: data.connected_account_id, orgId: event.orgId },
          attributes: {
            connected_account_id: data.connected_account_id,
            connected_account_identifier,
            connected_account_status,
            platform_account_id: platformId,
            platform_name,
            created_at: data.created_at,
          },
        },
      ],
    };
  },
  {
    connected_account_status: wordsOf(accountLifecycle),
    connectedAccountStatus: wordsOf(accountLifecycle),
  },
);
