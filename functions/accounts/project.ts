import { key } from '../shared/event/identifier.ts';
import { type Fact, type Family, family, missing } from '../shared/event/interpret.ts';
import { FINAL } from '../shared/event/version.ts';
import { account, accountCapability, connectedAccount } from './events.ts';

type Ranks = Readonly<Record<string, number>>;

/** An account's statuses in a tie: onboarding goes forward, then the more restrictive one wins. */
export const accountRanks: Ranks = {
  CREATED: 100,
  SUBMITTED: 200,
  ACTION_REQUIRED: 300,
  ACTIVE: 400,
  DORMANT: 600,
  SUSPENDED: 700,
  CLOSED: FINAL,
};

/** A capability's statuses in a tie: the more restrictive decision wins. None is for ever. */
export const capabilityRanks: Ranks = {
  PENDING: 100,
  ENABLED: 400,
  DISABLED: 600,
};

/** A status that nobody has documented: above what is usual, below what restricts. */
const UNKNOWN_RANK = 500;

const rankIn = (ranks: Ranks, status: string | undefined): number => {
  if (status === undefined) return 0;
  return Object.hasOwn(ranks, status) ? (ranks[status] ?? UNKNOWN_RANK) : UNKNOWN_RANK;
};

/** The status in an event's name, where the lifecycle knows it. */
const namedStatus = (ranks: Ranks, name: string): string | undefined => {
  const status = name.slice(name.lastIndexOf('.') + 1).toUpperCase();
  return Object.hasOwn(ranks, status) ? status : undefined;
};

const noAccount = () => missing('account_id', 'the account that the event is about');

/**
 * What is open once this event is known: the requirements while action is required (undefined where
 * the body names none: those of an earlier event stand), none in any other status, whatever its
 * body repeats.
 */
const openRequirements = <T>(
  status: string | undefined,
  named: readonly T[] | undefined,
): readonly T[] | undefined => {
  if (status === undefined) return undefined;
  if (status !== 'ACTION_REQUIRED') return [];
  return named?.length ? named : undefined;
};

const accountStatus = family(account, (data, event) => {
  const id = event.accountId ?? data.id;
  if (id === undefined) return noAccount();
  const pk = key('account', id);
  // The name decides: bodies of some API versions have no status, and one can be read a moment late.
  const status = namedStatus(accountRanks, event.name) ?? data.status;
  const facts: Fact[] = [];
  if (status !== undefined) facts.push({ pk, sk: 'status', attributes: { status } });
  if (data.account_details !== undefined) {
    const { identifier, account_details, account_usage, created_at } = data;
    const attributes = { identifier, account_details, account_usage, created_at };
    facts.push({ pk, sk: 'details', attributes });
  }
  const open = openRequirements(status, data.requirements);
  if (open !== undefined)
    facts.push({
      pk,
      sk: 'requirements',
      attributes: { open: open.length > 0, requirements: open },
    });
  return {
    object: pk,
    updatedAt: data.updated_at,
    rank: rankIn(accountRanks, status),
    facts,
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
    facts: [
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
  const status = data.status ?? namedStatus(capabilityRanks, event.name);
  const { id, entity_type, details, updated_at } = data;
  return {
    object: pk,
    updatedAt: updated_at,
    rank: rankIn(capabilityRanks, status),
    facts: [
      {
        pk,
        sk: key('capability', id),
        attributes: { id, status, entity_type, details, updated_at },
      },
    ],
  };
});

export const accountsFamilies: Readonly<Record<string, Family>> = {
  account: accountStatus,
  'account.connected': accountConnected,
  account_capability: capabilityStatus,
};
