import { consumer } from '../shared/consumer.ts';
import { unrouted } from './domain.ts';

/** Archives what belongs to no domain. */
export const handler = await consumer({ domain: unrouted, families: {} });
