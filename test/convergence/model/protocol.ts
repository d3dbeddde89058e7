import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import type { Item } from '../../support/tables/tables.ts';

/** One thing that a consumer does with a message, between any two of which it may die. */
type Act = 'archive' | 'apply' | 'delete';

/** How a consumer handles a message: as it is, or with a fault. */
export interface Protocol {
  readonly acts: readonly Act[];
  /** Takes an event that the archive knows for one that was applied. */
  readonly trustsArchive?: boolean;
  /** Orders an undated event by the delivery at hand. */
  readonly trustsDelivery?: boolean;
  /** Tampers with a put of the store. `read` is undefined for the first one. */
  readonly tamper?: (
    put: PutItemCommandInput,
    record: DomainRecord,
    read: Item | undefined,
  ) => PutItemCommandInput;
}

/** What `consume.ts` does. */
export const asBuilt: Protocol = { acts: ['archive', 'apply', 'delete'] };
