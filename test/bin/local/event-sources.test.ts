import { eventSourcesOf } from '../../../bin/local/cloud/event-sources.ts';
import { subscriptionsOf } from '../../../bin/local/cloud/topics.ts';
import { periodOf } from '../../../bin/local/triggers/schedules.ts';

const mapping = (properties: object) => ({
  logicalId: 'Mapping',
  type: 'AWS::Lambda::EventSourceMapping',
  properties: { FunctionName: 'publisher', ...properties },
});
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:publisher';

describe('an event source of a template', () => {
  it("of a queue has Lambda's defaults", () => {
    const queueArn = 'arn:aws:sqs:us-east-1:000000000000:some.fifo';
    expect(eventSourcesOf([mapping({ EventSourceArn: queueArn })])).toEqual({
      queues: [
        {
          ...{ functionArn, queueArn, batchSize: 10, windowSeconds: 0 },
          ...{ maximumConcurrency: undefined, reportsItemFailures: false },
        },
      ],
      streams: [],
    });
  });

  it('of a stream names its table, and where records go that are given up', () => {
    const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/payments';
    const { queues, streams } = eventSourcesOf([
      mapping({ EventSourceArn: `${tableArn}/stream/local` }),
      mapping({
        EventSourceArn: `${tableArn}/stream/local`,
        StartingPosition: 'LATEST',
        BatchSize: 7,
        BisectBatchOnFunctionError: true,
        MaximumRecordAgeInSeconds: 60,
        MaximumRetryAttempts: 3,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: 'arn:unpublished' } },
      }),
    ]);
    expect(queues).toEqual([]);
    expect(streams).toMatchObject([
      {
        ...{ tableArn, batchSize: 100, bisects: false, startingPosition: 'TRIM_HORIZON' },
        ...{ maximumAgeSeconds: Number.POSITIVE_INFINITY, failureQueueArn: undefined },
      },
      {
        ...{ tableArn, batchSize: 7, bisects: true, startingPosition: 'LATEST' },
        ...{ maximumAgeSeconds: 60, maximumRetries: 3, reportsItemFailures: true },
        failureQueueArn: 'arn:unpublished',
      },
    ]);
  });
});

describe('a subscription of a template', () => {
  it('is written as the API takes it; one of a person is left out', () => {
    const of = (properties: object) => ({
      logicalId: 'Subscription',
      type: 'AWS::SNS::Subscription',
      properties: { TopicArn: 'arn:topic', ...properties },
    });
    const queue = {
      ...{ Protocol: 'sqs', Endpoint: 'arn:queue', RawMessageDelivery: true },
      ...{ FilterPolicy: { kind: ['changed'] }, FilterPolicyScope: 'MessageAttributes' },
    };
    const mail = { Protocol: 'email', Endpoint: 'me@example.com' };
    expect(subscriptionsOf([of(queue), of(mail)])).toEqual([
      {
        topicArn: 'arn:topic',
        queueArn: 'arn:queue',
        attributes: {
          RawMessageDelivery: 'true',
          FilterPolicy: '{"kind":["changed"]}',
          FilterPolicyScope: 'MessageAttributes',
        },
      },
    ]);
  });
});

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(15 minutes)', 900_000],
    ['rate(1 hour)', 3_600_000],
    ['rate(2 days)', 172_800_000],
    ['cron(5 * * * ? *)', 3_600_000],
    ['cron(0 3 * * ? *)', undefined],
    ['at(2026-11-28T10:00:00)', undefined],
  ])('%s has this period: %s', (expression, period) => {
    expect(periodOf(expression)).toBe(period);
  });
});
