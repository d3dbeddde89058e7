import { consumer } from '../shared/consumer.ts';
import { issuing } from './domain.ts';
import { families } from './families.ts';

/** Archives and applies the issuing domain's events. */
export const handler = await consumer({ domain: issuing, families });
