import { type Domain, usualTuning } from '../shared/domain.ts';
import { work } from './work.ts';

export const accounts: Domain = {
  name: 'accounts',
  title: 'connected accounts: status, requirements, capabilities, amendments',
  families: ['account', 'account_capability', 'account_amendment'],
  objects: ['account', 'platform'],
  work,
  events: [
    'account.active',
    'account.connected',
    'account.suspended',
    'account.action_required',
    'account.submitted',
    'account.dormant',
    'account.closed',
    'account_capability.enabled',
    'account_capability.disabled',
    'account_capability.pending',
    'account_amendment.approved',
    'account_amendment.rejected',
  ],
  revision: 3,
  errorImpact:
    'Onboarding stalls: nobody sees that an account is active, suspended or asked to act.',
  tuning: { ...usualTuning, maxConcurrency: 5 },
};
