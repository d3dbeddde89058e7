import type { Family } from '../shared/record/family.ts';
import { account } from './account.ts';
import { amendment } from './amendment.ts';
import { capability } from './capability.ts';
import { connectedAccount } from './connected-account.ts';

/** What reads each family of accounts events, by event name or dot-separated prefix of one. */
export const families: Readonly<Record<string, Family>> = {
  account,
  'account.connected': connectedAccount,
  account_capability: capability,
  account_amendment: amendment,
};
