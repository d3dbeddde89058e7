import type { Disorder } from './deliveries.ts';
import { type Fault, theEnd, troubled } from './fault.ts';
import type { Stand } from './stand.ts';

const dynamodb = (stand: Stand) => stand.dynamodb;
const sqs = (stand: Stand) => stand.sqs;

const throttled = {
  status: 400,
  error: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
};
const broken = { status: 500, error: 'InternalServerError' };
const unavailable = { status: 503, error: 'ServiceUnavailable' };

/** What functions ask of DynamoDB; the runner's reads of streams stand for Lambda's own. */
const items = [
  ...['GetItem', 'BatchGetItem', 'Query'],
  ...['PutItem', 'UpdateItem', 'TransactWriteItems'],
];

/** What consumers and the ingress ask of SQS; the runner's polls stand for Lambda's own. */
const mail = ['SendMessage', 'ChangeMessageVisibility', 'DeleteMessage', 'DeleteMessageBatch'];

/** A DynamoDB that is not as it should be. */
export const dynamodbFaults: readonly Fault[] = [
  troubled('DynamoDB throttles', dynamodb, { fault: throttled, share: 0.5 }),
  troubled('DynamoDB times out, before or after its effect', dynamodb, {
    fault: ['hang', 'hang after'],
    share: 0.04,
    // Not the runner's own: it would wait for the answer.
    operations: items,
  }),
  troubled('DynamoDB answers 500', dynamodb, { fault: broken, share: 0.5 }),
  troubled('DynamoDB does it twice', dynamodb, { fault: 'twice', share: 0.5 }),
  troubled('DynamoDB is slow', dynamodb, { fault: { delay: 400 }, share: 0.5 }),
  troubled('DynamoDB cannot be reached, or goes after its effect', dynamodb, {
    fault: ['refuse', 'reset after'],
    share: 0.4,
  }),
];

const disordered = (name: string, disorder: Disorder): Fault => ({
  name,
  during: async ({ stand, seed, over, injected }) => {
    const before = stand.deliveries.disturbed;
    stand.deliveries.disturb(disorder, seed);
    await theEnd(over);
    stand.deliveries.disturb(undefined, seed);
    injected(stand.deliveries.disturbed - before);
  },
});

/** An SQS that is not as it should be, or as standard queues may be. */
export const sqsFaults: readonly Fault[] = [
  troubled('SQS refuses', sqs, { fault: [unavailable, 'refuse'], share: 0.5, operations: mail }),
  troubled('SQS takes it and does not say so', sqs, {
    fault: ['twice', 'reset after'],
    share: 0.4,
    operations: mail,
  }),
  troubled('SQS is slow, or never answers', sqs, {
    fault: [{ delay: 300 }, { delay: 900 }, { delay: 300 }, 'hang'],
    share: 0.15,
    // Not the runner's own: it gives up after half a minute, which no fault lasts.
    operations: mail.filter((operation) => operation !== 'DeleteMessageBatch'),
  }),
  disordered('SQS delivers twice', 'twice'),
  disordered('SQS delivers late', 'late'),
  disordered('SQS delivers out of order', 'out of order'),
];

const published = ['PublishBatch'];

/** An SNS that is not as it should be; the embedded SQS is SNS as well. */
export const snsFaults: readonly Fault[] = [
  troubled('SNS throttles, or cannot be reached', sqs, {
    fault: [{ status: 400, error: 'Throttled' }, unavailable, 'refuse'],
    share: 0.6,
    operations: published,
  }),
  troubled('SNS takes it and does not say so', sqs, {
    fault: ['twice', 'reset after'],
    share: 0.5,
    operations: published,
  }),
  troubled('SNS is slow, or never answers', sqs, {
    fault: [{ delay: 300 }, { delay: 900 }, 'hang', 'hang after'],
    share: 0.2,
    operations: published,
  }),
];
