import { cardSpendOf as spendOf } from '../functions/issuing/ledger/card-spend.ts';
import { type SpendRecord, spendRecordOf } from '../functions/issuing/ledger/record.ts';
import {
  collectionsOf as collectionsIn,
  messageKeysOf as keysIn,
} from '../functions/issuing/ledger/references.ts';
import type { CardSpend } from '../functions/issuing/ledger/spend-report.ts';
import type { AnyRecord } from './read-record.ts';

/* The ledger of card spend over records as `readRecord` returns them. */

const flat = ({ key, attributes, metadata }: AnyRecord): SpendRecord =>
  spendRecordOf({ ...attributes, ...metadata, pk: key['pk'], sk: key['sk'] });

/** See `functions/issuing/ledger/card-spend.ts`. */
export const cardSpendOf = (records: readonly AnyRecord[], about?: readonly string[]): CardSpend =>
  spendOf(records.map(flat), about);

/** See `functions/issuing/ledger/references.ts`. */
export const messageKeysOf = (records: readonly AnyRecord[]) => keysIn(records.map(flat));

/** See `functions/issuing/ledger/references.ts`. */
export const collectionsOf = (records: readonly AnyRecord[]) => collectionsIn(records.map(flat));
