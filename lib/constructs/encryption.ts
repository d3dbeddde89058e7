import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';
import { storedKey, storedTopic } from './by-name.ts';

/*
 * The customer-managed keys of a stage whose `kmsKey` asks for them. Without it AWS encrypts all the
 * same, with keys of its own that cost nothing.
 */

/** The key of tables, queues and signing secrets: the stage's own, or the one that it names. */
export const dataKey = (scope: Construct, stage: StageSettings): IKey | undefined => {
  const { kmsKey, name, names, removalPolicy } = stage;
  if (kmsKey === undefined) return undefined;
  if (kmsKey !== true) return Key.fromKeyArn(scope, 'Key', kmsKey);
  const key = new Key(scope, 'Key', {
    description: `Encrypts tables, queues and signing secrets of Airwallex webhooks (${name})`,
    enableKeyRotation: true,
    // Without it nothing that was written with it is ever read again, backups included.
    removalPolicy,
  });
  // The service stack knows it by this name alone, so the name is kept as the key is.
  key.addAlias(names.keyAlias).applyRemovalPolicy(removalPolicy);
  return key;
};

/**
 * The key of a stack's log groups: one that they share, or the one that the stage names.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const logsKey = (scope: Construct, stage: StageSettings): IKey | undefined => {
  const { kmsKey, name, names, removalPolicy } = stage;
  if (kmsKey === undefined) return undefined;
  if (kmsKey !== true) return Key.fromKeyArn(scope, 'Key', kmsKey);
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild('LogsKey');
  if (made instanceof Key) return made;
  const key = new Key(stack, 'LogsKey', {
    description: `Encrypts logs of Airwallex webhooks (${name})`,
    enableKeyRotation: true,
    // As the log of the ingress, which cannot be read without it.
    removalPolicy,
  });
  const groups = [names.functionLogs('*'), names.accessLogs];
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': groups.map((group) =>
            stack.formatArn({ service: 'logs', resource: `log-group:${group}` }),
          ),
        },
      },
    }),
  );
  return key;
};

/**
 * Lets SNS put messages of a topic on queues that the key encrypts. A key that the stage only names has to
 * allow it itself: its policy is not ours to change.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
 * @param topicName by name: the topic waits for the key itself.
 */
export const letTopicEncrypt = (key: IKey, topicName: string): void => {
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { ArnEquals: { 'aws:SourceArn': storedTopic(topicName).arn } },
    }),
  );
};

/** What it takes of a key to use what a service has encrypted with it, by service and by use. */
const uses = {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  'to send': { service: 'sqs', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  'to publish': { service: 'sns', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'to receive': { service: 'sqs', actions: ['kms:Decrypt'] },
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  'to read secrets': { service: 'secretsmanager', actions: ['kms:Decrypt'] },
  'to write secrets': {
    service: 'secretsmanager',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
  'to read tables': { service: 'dynamodb', actions: ['kms:Decrypt', 'kms:DescribeKey'] },
  // What CDK's own grants for a table's writers consist of.
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  'to write tables': {
    service: 'dynamodb',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
  },
} as const;

type Use = keyof typeof uses;

/**
 * What it takes of the stage's key, and that through the services that use it alone; nothing where the
 * stage has none.
 * @param user in whose policies the statements are.
 */
export const dataKeyStatements = (
  user: Construct,
  stage: StageSettings,
  needed: readonly Use[],
): readonly PolicyStatement[] => {
  const key = storedKey(stage);
  if (!key) return [];
  if (stage.kmsKey === true)
    Validations.of(user).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*]',
      reason:
        "Any key, that is, which has the alias of this stage's: a policy cannot name it better.",
    });
  const { region, urlSuffix } = Stack.of(user);
  return needed
    .map((use) => uses[use])
    .map(
      ({ service, actions }) =>
        new PolicyStatement({
          actions: [...actions],
          resources: [key.arn],
          conditions: {
            ...key.conditions,
            StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` },
          },
        }),
    );
};

/** Allows a function what it needs of the stage's key. */
export const useDataKey = (
  user: Construct & { readonly lambda: LambdaFunction },
  stage: StageSettings,
  needed: readonly Use[],
): void => {
  for (const statement of dataKeyStatements(user, stage, needed))
    user.lambda.addToRolePolicy(statement);
};
