import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { controlTable } from '../../../functions/shared/tables.ts';
import { REDRIVE } from '../../names.ts';
import { roleArnOf, storedSecret, storedTable, storedTopic } from '../by-name.ts';
import { allow, type Operated, queueArns, stackArns, tableArns } from './operated.ts';

/** What notes who did what, and nothing else in the table that lists it. */
const noting = ({ stage: { names } }: Operated): PolicyStatement =>
  allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [storedTable(names.controlTable).arn], {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [controlTable.operations] },
  });

/** What notes that too, and may write the rest of the control table: whoever changes events may. */
const controlling = ({ stage: { names } }: Operated): PolicyStatement =>
  allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [storedTable(names.controlTable).arn]);

/** What changes events and records. */
export const fixing = (operated: Operated): readonly PolicyStatement[] => {
  const { stage, reactions } = operated;
  const { names } = stage;
  const { events, states } = tableArns(operated);
  const ofReactions = (nameOf: (reaction: string) => string): readonly string[] =>
    queueArns(reactions.map(({ name }) => nameOf(name)));
  return [
    controlling(operated),
    allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [events]),
    allow(['dynamodb:DeleteItem', 'dynamodb:PutItem'], states),
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
  const { events, states } = tableArns(operated);
  return [
    controlling(operated),
    allow(['dynamodb:DeleteItem', 'dynamodb:PutItem'], [events]),
    allow(['dynamodb:PutItem'], states),
  ];
};

/** What reads and changes the signing secrets, and checks a stage with an event that it signs. */
export const keeping = (operated: Operated): readonly PolicyStatement[] => {
  const { stage } = operated;
  const { names } = stage;
  const { events, states } = tableArns(operated);
  return [
    noting(operated),
    allow(
      [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
      ],
      [storedSecret(names.signingSecrets).arn],
    ),
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
