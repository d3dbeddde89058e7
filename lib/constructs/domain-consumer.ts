import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../functions/shared/domain.ts';
import { environmentNames } from '../../functions/shared/environment.ts';
import {
  confirmedAttributes,
  controlTable,
  eventsTable,
  outcomeAttributes,
} from '../../functions/shared/tables.ts';
import type { StageSettings } from '../stages.ts';
import { storedQueue, storedTable } from './by-name.ts';
import { useDataKey } from './encryption.ts';
import { WebhookFunction } from './webhook-function.ts';

interface DomainConsumerProps {
  readonly stage: StageSettings;
  readonly domain: Domain;
  /** Whether the domain projects into a table of its own. */
  readonly keepsState: boolean;
}

/** A write gives back nothing of an item but where its condition fails, which IAM has no key for. */
const returningNothing = { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } };

/** An item of an event: no partition of ours, each of which has a `#` in front. */
const ofEvents = {
  ...returningNothing,
  'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['#*'] },
};

/** The function that takes a domain's queue into the archive, and into its table if it has one. */
export class DomainConsumer extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, domain, keepsState }: DomainConsumerProps) {
    super(scope, id);
    const { name, title, tuning } = domain;
    const consumer = new WebhookFunction(this, 'Consumer', {
      stage,
      name,
      description: `Keeps ${title}`,
      memorySize: tuning.memorySize,
      timeoutSeconds: tuning.timeoutSeconds,
    });
    this.logGroup = consumer.logGroup;
    const events = storedTable(stage.names.eventsTable);
    consumer.use(environmentNames.eventsTable, events, ['dynamodb:PutItem'], ofEvents);
    // What it archived it may settle: the outcome and the receipts with what follows from them, and not the
    // body.
    consumer.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [events.arn],
        conditions: {
          ...ofEvents,
          'ForAllValues:StringEquals': {
            'dynamodb:Attributes': [
              eventsTable.hash,
              eventsTable.range,
              ...outcomeAttributes,
              ...confirmedAttributes,
            ],
          },
        },
      }),
    );
    const control = storedTable(stage.names.controlTable);
    consumer.lambda.addEnvironment(environmentNames.controlTable, control.handle);
    // Of what the tool did a consumer may read two things: the rules, and whether an id is erased.
    consumer.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:BatchGetItem'],
        resources: [control.arn],
        conditions: {
          'ForAllValues:StringLike': {
            'dynamodb:LeadingKeys': [controlTable.rules, `${controlTable.erased}*`],
          },
        },
      }),
    );
    if (stage.archiveDays !== 'forever')
      consumer.lambda.addEnvironment(environmentNames.archiveDays, String(stage.archiveDays));
    if (keepsState) {
      const state = storedTable(stage.names.stateTable(name));
      consumer.use(environmentNames.stateTable, state, ['dynamodb:PutItem'], returningNothing);
    }
    const queue = storedQueue(stage.names.queue(name));
    consumer.use(environmentNames.queueUrl, queue, [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      // The event source polls as the function, and needs these two besides.
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    useDataKey(consumer, stage, ['to receive', 'to write tables']);
    const source = new EventSourceMapping(this, 'Source', {
      target: consumer.lambda,
      eventSourceArn: queue.arn,
      batchSize: tuning.batchSize,
      maxConcurrency: tuning.maxConcurrency,
      reportBatchItemFailures: true,
    });
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    Validations.of(source).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: "A queue has none: what fails for good goes to the queue's own dead-letter queue.",
    });
  }
}
