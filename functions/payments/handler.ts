import { consumer } from '../shared/consumer.ts';
import { payments } from './domain.ts';
import { families } from './families.ts';

/** Archives and applies the payments domain's events. */
export const handler = await consumer({ domain: payments, families });
