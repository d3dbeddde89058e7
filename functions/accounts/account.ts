import * as v from 'valibot';
import { key } from '../shared/event/identifier.ts';
import { family } from '../shared/record/family.ts';
import { type Lifecycle, namedStatus, rankOf, wordsOf } from '../shared/record/lifecycle.ts';
import type { Attribute, ProjectedRecord } from '../shared/record/projection.ts';
import { FINAL } from '../shared/record/version.ts';
import { link, orDropped, orNothing, status, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { eitherCase } from './casing.ts';
import { accountDetails, accountUsage, withUsageApart } from './details.ts';
import { noAccount, platformIdentifier } from './fields.ts';
import { gatherRequirements, requirements } from './requirements.ts';

/** `account.*`: the account, its requirements alone, or nothing at all. */
const schema = v.pipe(
  v.unknown(),
  v.transform(gatherRequirements),
  eitherCase({
    id: link,
    status,
    identifier: platformIdentifier,
    account_details: accountDetails,
    account_usage: accountUsage,
    requirements: orDropped(orNothing(requirements)),
    created_at: time,
    updated_at: time,
    ...unread('customer_agreements', 'metadata', 'next_action', 'nickname', 'primary_contact'),
    ...unread('view_type'),
  }),
);

/** An account's statuses in a tie: onboarding goes forward, then the more restrictive one wins. */
export const accountLifecycle: Lifecycle = {
  ranks: {
    CREATED: 100,
    SUBMITTED: 200,
    ACTION_REQUIRED: 300,
    ACTIVE: 400,
    DORMANT: 600,
    SUSPENDED: 700,
    CLOSED: FINAL,
  },
};

/** https://www.airwallex.com/docs/api/scale/accounts */
const legalEntityTypes = ['BUSINESS', 'INDIVIDUAL'];

/**
 * An account's status and its requirements, which are open exactly while action is required: in any
 * other status a body that repeats them changes nothing. The same events set both records, so they
 * cannot contradict each other. Where action is required and the body names no requirement, the open
 * ones are unknown. Those that were named last are a record of their own, which such an event does
 * not change.
 */
const statusRecords = (
  pk: string,
  status: string,
  named: readonly Attribute[] | undefined,
): readonly ProjectedRecord[] => {
  const open = status === 'ACTION_REQUIRED';
  const found = named?.length ? named : undefined;
  const requirements = open ? found : [];
  const records: ProjectedRecord[] = [
    { pk, sk: 'status', attributes: { status } },
    { pk, sk: 'requirements', bound: 'all', attributes: { open, requirements } },
  ];
  if (requirements !== undefined)
    records.push({ pk, sk: 'named_requirements', attributes: { requirements } });
  return records;
};

/** An account: its status with what it has to bring, and its details where the body has them. */
export const account = family(
  schema,
  (data, event) => {
    const id = event.accountId ?? data.id;
    if (id === undefined) return noAccount;
    const pk = key('account', id);
    // The name decides: bodies of some API versions have no status, and the vendor's page prints one
    // body, with the status ACTIVE, for account.active and account.suspended alike.
    // https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
    const status = namedStatus(accountLifecycle, event.name) ?? data.status?.toUpperCase();
    const records: ProjectedRecord[] =
      status === undefined ? [] : [...statusRecords(pk, status, data.requirements)];
    if (data.account_details !== undefined) {
      const { identifier, account_details, account_usage, created_at } = data;
      const attributes = {
        identifier,
        ...withUsageApart(account_details, account_usage),
        created_at,
      };
      records.push({ pk, sk: 'details', besideStatus: true, attributes });
    }
    return {
      object: pk,
      updatedAt: data.updated_at,
      rank: rankOf(accountLifecycle, status),
      records,
    };
  },
  {
    status: wordsOf(accountLifecycle),
    'account_details.legal_entity_type': legalEntityTypes,
    'accountDetails.legalEntityType': legalEntityTypes,
  },
);
