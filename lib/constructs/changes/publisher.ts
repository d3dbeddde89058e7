import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { changeEnvironmentNames } from '../../../functions/shared/environment.ts';
import { constructId } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { storedQueue, storedTable, storedTopic } from '../by-name.ts';
import { useDataKey } from '../encryption.ts';
import { WebhookFunction } from '../webhook-function.ts';

interface PublisherProps {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
}

/** The name of its function, as of its folder. */
export const PUBLISHER = 'publisher';

/** A stream keeps a write for 24 hours; what is given up before that can still be put on a queue. */
const MAX_AGE = Duration.hours(20);

/** The function that reads the stream of each state table, and publishes what changed of a record. */
export class Publisher extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, domains }: PublisherProps) {
    super(scope, id);
    const { names } = stage;
    const publisher = new WebhookFunction(this, 'Publisher', {
      stage,
      name: PUBLISHER,
      description: 'Publishes changes of records',
      memorySize: 256,
      timeoutSeconds: 60,
    });
    this.logGroup = publisher.logGroup;
    publisher.use(changeEnvironmentNames.changesTopic, storedTopic(names.changesTopic), [
      'sns:Publish',
    ]);
    publisher.use(changeEnvironmentNames.unpublishedQueue, storedQueue(names.unpublishedQueue), [
      'sqs:SendMessage',
    ]);
    for (const { name } of domains) this.read(publisher, stage, name);
    useDataKey(publisher, stage, ['to read tables', 'to publish', 'to send']);
  }

  private read(publisher: WebhookFunction, { names }: StageSettings, domain: string): void {
    const { lambda } = publisher;
    // Not an export of the data stack, which could then not switch its streams off.
    const streamArn = StringParameter.valueForStringParameter(this, names.streamParameter(domain));
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    const table = names.stateTable(domain);
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:ListStreams'],
        resources: [`${storedTable(table).arn}/stream/*`],
      }),
    );
    Validations.of(publisher).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/${table}/stream/*]`,
      reason: 'Lambda lists the streams of a table before it reads one; a list is of all of them.',
    });
    new EventSourceMapping(this, `${constructId(domain)}Source`, {
      target: lambda,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      maxRecordAge: MAX_AGE,
      // Lambda puts there, as the function, where in the stream it gave up: not what is there.
      onFailure: { bind: () => ({ destination: storedQueue(names.unpublishedQueue).arn }) },
    });
  }
}
