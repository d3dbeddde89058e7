import assert from 'node:assert/strict';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { assignmentFrom, changed, renewed } from '../../../bin/webhooks/send/send/change.ts';
import { eventsTable } from '../../../functions/shared/tables.ts';
import { type Door, deliver, idOf } from './airwallex.ts';
import { eventually } from './receiving.ts';
import type { Stage } from './stage.ts';

const EVENT = 'payment_intent.succeeded';

/** Deliveries after which a queue sets a message aside. */
const MAX_RECEIVES = 5;

/** Asserts that an event that no schema accepts is archived with the reasons, and listed by `quarantine`. */
export const checkQuarantine = async (
  { dynamodb, webhooks }: Stage,
  events: string,
  door: Door,
): Promise<void> => {
  const poison = changed(readSample(EVENT), EVENT, assignmentFrom('data.object.id=null'));
  const body = renewed(poison, EVENT, [], Date.now());
  await deliver(door, body);
  await eventually(async () => {
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: events,
        IndexName: eventsTable.attention.name,
        KeyConditionExpression: 'attention = :open',
        ExpressionAttributeValues: { ':open': { S: 'open' } },
      }),
    );
    assert.deepEqual(
      Items.map(({ id, outcome }) => [id?.S, outcome?.S]),
      [[idOf(body), 'quarantined']],
    );
  });
  const printed = await webhooks(['quarantine']);
  assert(printed.includes(idOf(body)) && printed.includes('data.object.id'), printed);
};

const mappings = v.object({ EventSourceMappings: v.tuple([v.object({ UUID: v.string() })]) });

/**
 * Asserts that a message is on the dead-letter queue after five receives, and that `redrive` brings it
 * into the tables. The consumer is disabled meanwhile: it spaces its retries out over hours.
 */
export const checkDeadLetters = async (
  { sqs, aws, webhooks }: Stage,
  consumer: string,
  queues: { readonly queue: string; readonly deadLetters: string },
  door: Door,
): Promise<void> => {
  const listed = await aws('lambda', 'list-event-source-mappings', '--function-name', consumer);
  const [{ UUID }] = v.parse(mappings, JSON.parse(listed)).EventSourceMappings;
  const turn = (state: '--enabled' | '--no-enabled') =>
    aws('lambda', 'update-event-source-mapping', '--uuid', UUID, state);
  const waiting = async (QueueUrl: string): Promise<number> => {
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const input = new GetQueueAttributesCommand({ QueueUrl, AttributeNames });
    return Number((await sqs.send(input)).Attributes?.['ApproximateNumberOfMessages']);
  };

  await turn('--no-enabled');
  const body = renewed(readSample(EVENT), EVENT, [], Date.now());
  await deliver(door, body);
  for (let receives = 0; receives < MAX_RECEIVES; receives += 1)
    await eventually(async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queues.queue, VisibilityTimeout: 0 }),
      );
      assert.equal(Messages.length, 1, `the message is not on the queue, receive ${receives + 1}`);
    });
  await eventually(async () => {
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: queues.queue, VisibilityTimeout: 0 }));
    assert.equal(await waiting(queues.deadLetters), 1);
  });
  await turn('--enabled');
  await webhooks(['redrive', 'payments']);
  await eventually(async () => void (await webhooks(['show', idOf(body)])));
  assert.equal(await waiting(queues.deadLetters), 0);
};
