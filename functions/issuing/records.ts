import type { RecordDefinitions } from '../shared/interface/definition.ts';
import { card } from './records/card.ts';
import { dispute } from './records/dispute.ts';
import { notification } from './records/notification.ts';
import { spending, transactions } from './records/spend.ts';

/** Every kind of record in the table of issuing. Amounts are signed: negative where money is spent. */
export const records: RecordDefinitions = {
  ...card,
  ...notification,
  ...transactions,
  ...spending,
  ...dispute,
};
