import { consumer } from '../shared/consumer.ts';
import { notingHeartbeats } from '../shared/heartbeats.ts';
import { unrouted } from './domain.ts';

/** Archives what belongs to no domain, and notes heartbeats. */
export const handler = await consumer({ domain: unrouted, families: {} }, notingHeartbeats);
