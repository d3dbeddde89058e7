import { consumer } from '../shared/consumer.ts';
import { issuing } from './domain.ts';
import { issuingFamilies } from './project.ts';

/** Archives and applies the issuing domain's events. */
export const handler = await consumer({ domain: issuing, families: issuingFamilies });
