import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { controlTable, LATEST_HEARTBEAT } from '../../../functions/shared/tables.ts';
import { REDRIVE } from '../../names.ts';
import { roleArnOf, storedSecret, storedTable, storedTopic } from '../by-name.ts';
import { allow, type Operated, queueArns, stackArns, tableArns } from './operated.ts';

/** What notes who did what and when each label was live, and nothing else in the table with that. */
const noting = ({ stage: { names } }: Operated): readonly PolicyStatement[] => {
  const { arn } = storedTable(names.controlTable);
  const partitions = (...keys: readonly string[]) => ({
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': keys },
  });
  return [
    allow(
      ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [arn],
      partitions(controlTable.operations, controlTable.labels),
    ),
    allow(['dynamodb:GetItem'], [arn], partitions(controlTable.labels, controlTable.heartbeat)),
  ];
};

/** What notes that too, and may write the rest of the control table: whoever changes events may. */
const controlling = ({ stage: { names } }: Operated): PolicyStatement =>
  allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [storedTable(names.controlTable).arn]);

/** What changes events and records. */
export const fixing = (operated: Operated): readonly PolicyStatement[] => {
  const { stage, reactions } = operated;
  const { names } = stage;
  const { events, states, restored } = tableArns(operated);
  const ofReactions = (nameOf: (reaction: string) => string): readonly string[] =>
    queueArns(reactions.map(({ name }) => nameOf(name)));
  return [
    controlling(operated),
    allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [events]),
    allow(['dynamodb:DeleteItem', 'dynamodb:PutItem'], states),
    allow(['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], restored),
    allow(['sts:AssumeRole'], [roleArnOf(stage, REDRIVE)]),
    ...(reactions.length > 0
      ? [
          allow(
            ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'],
            ofReactions(names.reactionDeadLetterQueue),
          ),
          allow(['sqs:SendMessage'], ofReactions(names.reactionQueue)),
        ]
      : []),
  ];
};

/** What removes the personal data of events and records. */
export const erasing = (operated: Operated): readonly PolicyStatement[] => {
  const { stage } = operated;
  const { events, states, restored } = tableArns(operated);
  return [
    controlling(operated),
    // To find everything that was ever erased.
    allow(['dynamodb:Scan'], [storedTable(stage.names.controlTable).arn]),
    allow(['dynamodb:DeleteItem', 'dynamodb:PutItem'], [events, ...restored]),
    allow(['dynamodb:PutItem'], states),
  ];
};

/** What reads and changes the signing secrets, live and removed, and checks a stage with an event that it signs. */
export const keeping = (operated: Operated): readonly PolicyStatement[] => {
  const { stage } = operated;
  const { names } = stage;
  const { events, states } = tableArns(operated);
  return [
    ...noting(operated),
    allow(
      [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
      ],
      [names.signingSecrets, names.ownSecrets, names.retiredSecrets].map(
        (name) => storedSecret(name).arn,
      ),
    ),
    allow(['dynamodb:GetItem'], [events], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [LATEST_HEARTBEAT.id] },
    }),
    allow(['cloudformation:ListStackResources'], stackArns(stage)),
    allow(
      ['dynamodb:DescribeContinuousBackups', 'dynamodb:DescribeTable'],
      [events, ...states, storedTable(names.controlTable).arn],
    ),
    ...(stage.changes
      ? [allow(['sqs:GetQueueAttributes'], queueArns([names.unpublishedQueue]))]
      : []),
    allow(['cloudwatch:DescribeAlarms'], ['*']),
    allow(['sns:ListSubscriptionsByTopic'], [storedTopic(names.alarms).arn]),
  ];
};
