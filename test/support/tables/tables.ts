import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  type PutItemCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { dynamodbStore } from '../../../functions/shared/store/dynamodb.ts';
import type { Store } from '../../../functions/shared/store/store.ts';
import { holds } from './condition.ts';

export type Item = Record<string, AttributeValue>;

/** The two requests that the store makes. */
export type WriteRequest = PutItemCommandInput | UpdateItemCommandInput;

/** Performs the effect of one request: at once, when its turn comes, or never. */
export type Step = <T>(effect: () => T) => Promise<T>;

/** The error of DynamoDB when a condition doesn't hold. */
export const conditionFailed = (Item: Item | undefined): ConditionalCheckFailedException =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    ...(Item === undefined ? {} : { Item }),
  });

/** Bytes of an item, names and values. */
const MAX_ITEM_BYTES = 409_600;

const tooLarge = (): DynamoDBServiceException =>
  new DynamoDBServiceException({
    name: 'ValidationException',
    message: 'Item size has exceeded the maximum allowed size',
    $fault: 'client',
    $metadata: {},
  });

/** Roughly the size that DynamoDB counts: numbers and structure are small in our items. */
const bytesOf = (value: AttributeValue): number => value.B?.length ?? JSON.stringify(value).length;

const isTooLarge = (item: Item): boolean =>
  Object.values(item).reduce((sum, value) => sum + bytesOf(value), 0) > MAX_ITEM_BYTES;

/** A client that hands each write to this process instead of sending it. */
export const clientOf = (write: (request: WriteRequest) => Promise<void>): DynamoDBClient => {
  const client = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        if (!('Item' in input || 'UpdateExpression' in input)) throw new Error('Not a write.');
        await write(input);
        return { output: { $metadata: {} }, response: {} };
      },
    { step: 'initialize', priority: 'high' },
  );
  return client;
};

/** An event has an id and a digest; a record may have an id as well, which is none of its key. */
const keyOf = (item: Item): string =>
  (item['pk'] === undefined ? ['id', 'digest'] : ['pk', 'sk'])
    .map((name) => item[name]?.S ?? '')
    .join(' ');

/** The archive and one state table in this process, written by the store for DynamoDB itself. */
export interface Tables {
  /** The store of one process. */
  store(step?: Step): Store;
  /** The items of a table, by key. */
  items(table: 'events' | 'state'): ReadonlyMap<string, Item>;
  /** Replaces a record by hand. @param after undefined removes it. */
  rewrite(before: Item, after: Item | undefined): void;
}

/** A record before and after a write, as the stream of a table has it. */
export interface Written {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

const updated = (item: Item, request: UpdateItemCommandInput): Item => {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = request;
  const [, set = '', remove = ''] =
    /^SET (.*?)(?: REMOVE (.*))?$/.exec(request.UpdateExpression ?? '') ?? [];
  const after = { ...item };
  for (const [, name = '', value = ''] of set.matchAll(/(#\w+) = (:\w+)/g)) {
    const found = values[value];
    if (found !== undefined) after[names[name] ?? ''] = found;
  }
  for (const [name] of remove.matchAll(/#\w+/g)) delete after[names[name] ?? ''];
  return after;
};

/**
 * Empty tables. Each request is one step, so that steps of several stores can interleave.
 * @param onWrite is called with each write to the state table, also with one that changes nothing.
 */
export const inMemoryTables = (onWrite: (written: Written) => void = () => {}): Tables => {
  const tables = { events: new Map<string, Item>(), state: new Map<string, Item>() };
  const perform = (request: WriteRequest): void => {
    const table = request.TableName === 'events' ? tables.events : tables.state;
    const key = keyOf('Item' in request ? (request.Item ?? {}) : (request.Key ?? {}));
    const stored = table.get(key);
    if (!holds(request, stored)) throw conditionFailed(stored);
    const after = 'Item' in request ? request.Item : updated(stored ?? {}, request);
    if (after === undefined || isTooLarge(after)) throw tooLarge();
    table.set(key, after);
    if (table === tables.state) onWrite({ before: stored, after });
  };
  return {
    rewrite: (before, after) => {
      const key = keyOf(before);
      if (after === undefined) tables.state.delete(key);
      else tables.state.set(key, after);
      onWrite({ before, after });
    },
    items: (table) => tables[table],
    store: (step = async (effect) => effect()) =>
      dynamodbStore(
        clientOf((request) => step(() => perform(request))),
        { events: 'events', state: 'state' },
        {},
      ),
  };
};
