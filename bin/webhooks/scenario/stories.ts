import { accountScripts } from './stories/accounts.ts';
import { cardResultScripts } from './stories/card-endings.ts';
import { cardScripts } from './stories/cards.ts';
import { checkoutScripts } from './stories/checkouts.ts';
import { connectionScripts } from './stories/connections.ts';
import { disputeScripts } from './stories/disputes.ts';
import { refundScripts } from './stories/refunds.ts';
import type { Script } from './story.ts';

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
