import { consumer } from '../shared/consumer.ts';
import { accounts } from './domain.ts';
import { families } from './families.ts';

/** Archives and applies the accounts domain's events. */
export const handler = await consumer({ domain: accounts, families });
