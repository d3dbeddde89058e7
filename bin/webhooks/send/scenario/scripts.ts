import type { Script } from './script.ts';
import { accountScripts } from './scripts/accounts.ts';
import { cardResultScripts } from './scripts/card-results.ts';
import { cardScripts } from './scripts/cards.ts';
import { checkoutScripts } from './scripts/checkouts.ts';
import { connectionScripts } from './scripts/connections.ts';
import { disputeScripts } from './scripts/disputes.ts';
import { refundScripts } from './scripts/refunds.ts';

/** Every scenario script, in the order in which they are listed. */
export const scripts: readonly Script[] = [
  ...checkoutScripts,
  ...refundScripts,
  ...disputeScripts,
  ...cardScripts,
  ...cardResultScripts,
  ...accountScripts,
  ...connectionScripts,
];
