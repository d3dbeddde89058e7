import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import { dynamodbStore } from '../../../functions/shared/store/dynamodb.ts';
import { clientOf, conditionFailed, type Item } from '../../support/tables/tables.ts';

/**
 * The put that the store for DynamoDB itself sends next to apply a record.
 * @param read what stood there when its put before failed; undefined at first.
 * @returns undefined when it has nothing left to do.
 */
export const nextPut = (
  record: DomainRecord,
  read: Item | undefined,
): Promise<PutItemCommandInput | undefined> =>
  new Promise((resolve, reject) => {
    let isFirst = true;
    const client = clientOf(async (request) => {
      if (isFirst && read !== undefined) {
        isFirst = false;
        throw conditionFailed(read);
      }
      if ('Item' in request) resolve(request);
      return new Promise(() => {});
    });
    const store = dynamodbStore(client, { events: 'events', state: 'state' }, {});
    store.apply(record).then(() => resolve(undefined), reject);
  });
