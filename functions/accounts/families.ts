import { key } from '../shared/event/identifier.ts';
import { type Family, family, knowing, missing } from '../shared/record/family.ts';
import {
  type Lifecycle,
  namedStatus,
  rankOf,
  statusIn,
  wordsOf,
} from '../shared/record/lifecycle.ts';
import type { Attribute, ProjectedRecord } from '../shared/record/projection.ts';
import { FINAL } from '../shared/record/version.ts';
import { amendment, amendmentLifecycle } from './amendment.ts';
import { withUsageApart } from './details.ts';
import { account, accountCapability, connectedAccount } from './events.ts';

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

/** A capability's statuses in a tie: the more restrictive decision wins. None is terminal. */
export const capabilityLifecycle: Lifecycle = {
  ranks: { PENDING: 100, ENABLED: 400, DISABLED: 600 },
};

const noAccount = () => missing('account_id', 'the account that the event is about');

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
    { pk, sk: 'requirements', attributes: { open, requirements } },
  ];
  if (requirements !== undefined)
    records.push({ pk, sk: 'named_requirements', attributes: { requirements } });
  return records;
};

const accountStatus = family(account, (data, event) => {
  const id = event.accountId ?? data.id;
  if (id === undefined) return noAccount();
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
});

/** A relation of two accounts, not a status: what the connected account was then stays beside it. */
const accountConnected = family(connectedAccount, (data, event) => {
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
});

const capabilityStatus = family(accountCapability, (data, event) => {
  const accountId = event.accountId ?? data.account_id;
  if (accountId === undefined) return noAccount();
  const pk = key('account', accountId);
  const { status, rank } = statusIn(capabilityLifecycle, data.status, event.name);
  const { id, entity_type, details, updated_at } = data;
  return {
    object: pk,
    updatedAt: updated_at,
    rank,
    records: [
      {
        pk,
        sk: key('capability', id),
        attributes: { id, status, entity_type, details, updated_at },
      },
    ],
  };
});

/** https://www.airwallex.com/docs/api/scale/accounts */
const legalEntityTypes = ['BUSINESS', 'INDIVIDUAL'];

export const families: Readonly<Record<string, Family>> = {
  account: knowing(accountStatus, {
    status: wordsOf(accountLifecycle),
    'account_details.legal_entity_type': legalEntityTypes,
    'accountDetails.legalEntityType': legalEntityTypes,
  }),
  'account.connected': knowing(accountConnected, {
    connected_account_status: wordsOf(accountLifecycle),
    connectedAccountStatus: wordsOf(accountLifecycle),
  }),
  account_capability: knowing(capabilityStatus, { status: wordsOf(capabilityLifecycle) }),
  account_amendment: knowing(amendment, { status: wordsOf(amendmentLifecycle) }),
};
