import { accounts } from '../../functions/accounts/domain.ts';
import { accountsFamilies } from '../../functions/accounts/project.ts';
import { connections } from '../../functions/connections/domain.ts';
import { connectionsFamilies } from '../../functions/connections/project.ts';
import { issuing } from '../../functions/issuing/domain.ts';
import { issuingFamilies } from '../../functions/issuing/project.ts';
import { payments } from '../../functions/payments/domain.ts';
import { paymentsFamilies } from '../../functions/payments/project.ts';
import type { DomainRuntime } from '../../functions/shared/event/interpret.ts';

/** Each domain as it runs, for tests that cannot wait for it to be loaded. */
export const runtimes = {
  connections: { domain: connections, families: connectionsFamilies },
  accounts: { domain: accounts, families: accountsFamilies },
  payments: { domain: payments, families: paymentsFamilies },
  issuing: { domain: issuing, families: issuingFamilies },
} satisfies Record<string, DomainRuntime>;
