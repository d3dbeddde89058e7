import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type Put,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { isoTime } from '../event/time.ts';
import { toItem } from '../store/attributes.ts';
import { EffectsRefused, type Ledger, type Note, type Noting } from './ledger.ts';

const REFUSED = 'ConditionalCheckFailed';

/** A note as attributes: without what it has none of. */
const attributesOf = ({ position, version, replayed }: Note): Record<string, AttributeValue> =>
  toItem({ position, version, replayed: replayed.length === 0 ? undefined : replayed });

/** The note is still exactly the one that was read. */
const isStill = (before: Note | undefined): Partial<Put> => {
  if (before === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const values = attributesOf(before);
  const isSame =
    before.replayed.length === 0 ? 'attribute_not_exists(#replayed)' : '#replayed = :replayed';
  return {
    ConditionExpression: `#position = :position AND #version = :version AND ${isSame}`,
    ExpressionAttributeNames: Object.fromEntries(
      ['position', 'version', 'replayed'].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`:${name}`, value]),
    ),
  };
};

const putOf = (table: string, { key, before, after, handledAt, expiresAt }: Noting): Put => ({
  TableName: table,
  Item: {
    ...attributesOf(after),
    ...toItem({
      pk: key,
      handledAt: isoTime(handledAt),
      expiresAt: expiresAt === undefined ? undefined : { decimal: String(expiresAt) },
    }),
  },
  ...isStill(before),
});

/** Why a transaction was cancelled, by item: the note is the first. */
const reasonsOf = (error: TransactionCanceledException): readonly string[] =>
  (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);

/**
 * Whether the note was another one.
 * @throws EffectsRefused where it was the same and a condition of a handler's item did not hold.
 */
const isNoteChanged = (error: unknown): boolean => {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (!(error instanceof TransactionCanceledException)) throw error;
  const [ofNote, ...ofItems] = reasonsOf(error);
  if (ofNote === REFUSED) return true;
  const index = ofItems.indexOf(REFUSED);
  if (index < 0) throw error;
  throw new EffectsRefused(`The condition of item ${index + 1} of transact does not hold.`, {
    cause: error,
  });
};

/** What reactions have handled, in DynamoDB. */
export const dynamodbLedger = (client: DynamoDBClient, table: string): Ledger => ({
  read: async (key) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: { pk: { S: key } }, ConsistentRead: true }),
    );
    return (
      Item && {
        position: Item['position']?.S ?? '',
        version: Item['version']?.S ?? '',
        replayed: (Item['replayed']?.L ?? []).flatMap(({ S }) => S ?? []),
      }
    );
  },
  commit: async (noting, transact: readonly TransactWriteItem[]) => {
    const put = putOf(table, noting);
    const command =
      transact.length === 0
        ? new PutItemCommand(put)
        : new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, ...transact] });
    try {
      await (command instanceof PutItemCommand ? client.send(command) : client.send(command));
      return true;
    } catch (error) {
      return !isNoteChanged(error);
    }
  },
});
