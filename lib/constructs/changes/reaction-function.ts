import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { changeEnvironmentNames, environmentNames } from '../../../functions/shared/environment.ts';
import { reactionFunction } from '../../names.ts';
import { functionSeconds, type ReactionEntry } from '../../reactions.ts';
import type { StageSettings } from '../../stages.ts';
import { storedQueue, storedTable } from '../by-name.ts';
import { useDataKey } from '../encryption.ts';
import { WebhookFunction } from '../webhook-function.ts';
import { useEffects } from './effects.ts';

/** Batches at once. Changes of a record are one after the other at any number. */
const MAX_CONCURRENCY = 10;

interface ReactionFunctionProps {
  readonly stage: StageSettings;
  readonly reaction: ReactionEntry;
}

/** The function that runs a reaction: it takes its queue, and writes to its tables and the ledger of effects. */
export class ReactionFunction extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, reaction }: ReactionFunctionProps) {
    super(scope, id);
    const { names } = stage;
    const { name, exportName, file, definition } = reaction;
    const { tables, environment } = definition;
    const runner = new WebhookFunction(this, 'Reaction', {
      stage,
      name: reactionFunction(name),
      roleName: name,
      entry: file,
      handler: exportName,
      description: `Reacts to changes of records: ${name}`,
      memorySize: 256,
      timeoutSeconds: functionSeconds(reaction),
    });
    const { lambda } = runner;
    this.logGroup = runner.logGroup;
    for (const [variable, value] of Object.entries(environment))
      lambda.addEnvironment(variable, value);
    lambda.addEnvironment(changeEnvironmentNames.reaction, name);
    // Of what reactions have done it knows its own part alone.
    useEffects(runner, names, name);
    if (tables.length > 0)
      lambda.addToRolePolicy(
        new PolicyStatement({
          actions: ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map(
            (action) => `dynamodb:${action}`,
          ),
          resources: tables.map((table) => storedTable(table).arn),
        }),
      );
    const queue = storedQueue(names.reactionQueue(name));
    runner.use(environmentNames.queueUrl, queue, [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      // The event source polls as the function, and needs these two besides.
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    useDataKey(runner, stage, ['to receive', 'to write tables']);
    const source = new EventSourceMapping(this, 'Source', {
      target: lambda,
      eventSourceArn: queue.arn,
      batchSize: 10,
      maxConcurrency: MAX_CONCURRENCY,
      reportBatchItemFailures: true,
    });
    Validations.of(source).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: "A queue has none: what fails for good goes to the queue's own dead-letter queue.",
    });
  }
}
