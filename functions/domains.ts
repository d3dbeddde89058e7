import { accounts } from './accounts/domain.ts';
import { connections } from './connections/domain.ts';
import { issuing } from './issuing/domain.ts';
import { payments } from './payments/domain.ts';
import type { Domain } from './shared/domain.ts';

export { unrouted } from './unrouted/domain.ts';

/** The registry: one line per domain. */
export const domains: readonly Domain[] = [connections, accounts, payments, issuing];
