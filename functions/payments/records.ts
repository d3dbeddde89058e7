import type { RecordDefinitions } from '../shared/interface/definition.ts';
import { customer } from './records/customer.ts';
import { dispute } from './records/dispute.ts';
import { link } from './records/link.ts';
import { payment } from './records/payment.ts';

/** Every kind of record in the table of payments. Amounts are never negative. */
export const records: RecordDefinitions = { ...payment, ...dispute, ...customer, ...link };
