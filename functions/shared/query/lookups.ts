import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { type Index, stateTable } from '../tables.ts';
import { type Item, itemsAt, queryPages } from './items.ts';
import { recordKey } from './records.ts';
import type { Table } from './table.ts';

/*
 * Records by what is not their own id: a key of the integrator's, a customer, an account. The indexes
 * hold only the keys of such records.
 */

/** The table has no index by account. */
class NotIndexedByAccount extends Error {
  override readonly name = 'NotIndexedByAccount';
}

/** As many keys as one BatchGetItem takes. */
const PAGE = 100;

const keyText = ({ pk, sk }: Item): string => recordKey({ pk: pk?.S ?? '', sk: sk?.S ?? '' });

/** The records under a key of an index, in the order of their objects: a Query and a BatchGetItem for each 100. */
async function* recordsUnder(
  table: Table,
  { name, hash }: Index,
  key: string,
): AsyncGenerator<Item> {
  const input = {
    IndexName: name,
    KeyConditionExpression: '#hash = :hash',
    ExpressionAttributeNames: { '#hash': hash },
    ExpressionAttributeValues: { ':hash': { S: key } },
  };
  for await (const page of queryPages(table, input, PAGE)) {
    const keys = page.flatMap(({ pk, sk }) => (pk && sk ? [{ pk, sk }] : []));
    const items: Item[] = [];
    // An index is behind its table: a record may have another key by now.
    for await (const item of itemsAt(table, keys)) if (item[hash]?.S === key) items.push(item);
    yield* items.sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
  }
}

/**
 * The records with a key that the integrator chose, in the order of their objects.
 * @param key `merchant_order_id#<id>`, `merchant_customer_id#<id>`, `payment_link_reference#<reference>`.
 */
export const recordsWithKey = (payments: Table, key: string): AsyncGenerator<Item> =>
  recordsUnder(payments, stateTable.lookup, key);

/** The payments of a customer, in the order of their ids. @param customer `customer#<id>`. */
export const paymentsOf = (payments: Table, customer: string): AsyncGenerator<Item> =>
  recordsUnder(payments, stateTable.byCustomer, customer);

/** Whether DynamoDB refuses a Query because the table has no such index. */
const isWithoutIndex = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException &&
  error.name === 'ValidationException' &&
  /\bindex\b/i.test(error.message);

/**
 * The records of a domain that are about an account, in the order of their objects.
 * @throws NotIndexedByAccount where the stage is not set up as a platform.
 */
export async function* recordsAboutAccount(table: Table, accountId: string): AsyncGenerator<Item> {
  try {
    yield* recordsUnder(table, stateTable.byAccount, accountId);
  } catch (error) {
    if (!isWithoutIndex(error)) throw error;
    throw new NotIndexedByAccount(
      `${table.name} has no index by account: set "platform": true for its stage in cdk.json, and deploy it.`,
      { cause: error },
    );
  }
}
