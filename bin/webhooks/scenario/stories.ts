import { accountStories } from './stories/accounts.ts';
import { cardEndingStories } from './stories/card-endings.ts';
import { cardStories } from './stories/cards.ts';
import { checkoutStories } from './stories/checkouts.ts';
import { connectionStories } from './stories/connections.ts';
import { disputeStories } from './stories/disputes.ts';
import { refundStories } from './stories/refunds.ts';
import type { Story } from './story.ts';

/** Every story, in the order in which they are listed. */
export const stories: readonly Story[] = [
  ...checkoutStories,
  ...refundStories,
  ...disputeStories,
  ...cardStories,
  ...cardEndingStories,
  ...accountStories,
  ...connectionStories,
];
