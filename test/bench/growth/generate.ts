import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { payments } from '../../../functions/payments/domain.ts';
import { families } from '../../../functions/payments/families.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { judge } from '../../../functions/shared/record/judge.ts';
import { eventItems } from '../../../functions/shared/store/archive-item.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';
import { sample } from '../../support/samples.ts';

type Item = Record<string, AttributeValue>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const BATCH = 25;
const AT_ONCE = 8;
/** When the first was archived, epoch milliseconds; the others follow ten a second. */
const SINCE = Date.UTC(2026, 5, 1);

const runtime = { domain: payments, families };
const text = sample('payments', 'refund.settled').toString();
const { id, data } = JSON.parse(text);

/** An object that any number of events leave with a history of one event. */
export const refundKey = (number: number): string => `refund#rfd_growth_${number}`;

/** The items of one event that was accepted and applied: the archive's and the state table's. */
const itemsOf = (number: number): { readonly event: Item; readonly rows: readonly Item[] } => {
  const body = Buffer.from(
    text
      .replaceAll(id, `evt_growth_${number}`)
      .replaceAll(data.object.id, `rfd_growth_${number}`)
      .replaceAll(data.object.payment_intent_id, `int_growth_${number}`),
  );
  const receivedAt = SINCE + number * 100;
  const receipt = {
    sentAt: receivedAt - 150,
    receivedAt,
    requestId: `request-${number}`,
    secret: 'live',
    digest: sha256(body),
  };
  const { records, ...headline } = judge({ body, receipt }, runtime);
  const archivedAt = receivedAt + 200;
  const event = { ...receipt, ...headline, domain: payments.name, archivedAt, body };
  return { event: eventItems(event).item, rows: records.map((row) => toItem(stateItem(row))) };
};

const put = async (client: DynamoDBClient, table: string, items: readonly Item[]) => {
  let RequestItems = { [table]: items.map((Item) => ({ PutRequest: { Item } })) };
  while (Object.keys(RequestItems).length > 0) {
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteItemCommand({ RequestItems }),
    );
    RequestItems = Object.fromEntries(
      Object.entries(UnprocessedItems).map(([name, requests]) => [
        name,
        requests.flatMap(({ PutRequest }) =>
          PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
        ),
      ]),
    );
  }
};

/** Writes events and their rows as if they had come through the pipeline. */
export const generate = async (
  client: DynamoDBClient,
  tables: { readonly events: string; readonly state: string },
  from: number,
  to: number,
): Promise<void> => {
  for (let start = from; start < to; start += BATCH * AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, place) => {
        const first = start + place * BATCH;
        const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, n) => first + n);
        const made = numbers.map(itemsOf);
        if (made.length === 0) return;
        await put(
          client,
          tables.events,
          made.map(({ event }) => event),
        );
        await put(
          client,
          tables.state,
          made.flatMap(({ rows }) => rows),
        );
      }),
    );
};
