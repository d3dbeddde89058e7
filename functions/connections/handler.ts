import { consumer } from '../shared/consumer.ts';
import { connections } from './domain.ts';
import { families } from './families.ts';

/** Archives and applies the connections domain's events. */
export const handler = await consumer({ domain: connections, families });
