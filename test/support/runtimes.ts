import { accounts } from '../../functions/accounts/domain.ts';
import { families as accountsFamilies } from '../../functions/accounts/families.ts';
import { connections } from '../../functions/connections/domain.ts';
import { families as connectionsFamilies } from '../../functions/connections/families.ts';
import { issuing } from '../../functions/issuing/domain.ts';
import { families as issuingFamilies } from '../../functions/issuing/families.ts';
import { payments } from '../../functions/payments/domain.ts';
import { families as paymentsFamilies } from '../../functions/payments/families.ts';
import type { DomainRuntime } from '../../functions/shared/record/family.ts';

/** Each domain as it runs, for tests that cannot wait for it to be loaded. */
export const runtimes = {
  connections: { domain: connections, families: connectionsFamilies },
  accounts: { domain: accounts, families: accountsFamilies },
  payments: { domain: payments, families: paymentsFamilies },
  issuing: { domain: issuing, families: issuingFamilies },
} satisfies Record<string, DomainRuntime>;
