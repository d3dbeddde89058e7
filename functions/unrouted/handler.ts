import { consumer } from '../shared/consumer.ts';
import { unrouted } from './domain.ts';

/** Archives what belongs to no domain. */
export const handler = consumer({ domain: unrouted, families: {} });
