import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { INGRESS, reactionFunction } from '../../names.ts';
import { arnOf, storedTable } from '../by-name.ts';
import { allow, type Operated, queueArns, stackArns, tableArns } from './operated.ts';

/** What reads a stage: every command that looks or proves, but for `doctor`. */
export const reading = (operated: Operated): readonly PolicyStatement[] => {
  const { stage, receivers, reactions } = operated;
  const { names } = stage;
  const { events, states, indexes, restored } = tableArns(operated);
  const deadLetters = receivers.map(({ name }) => names.deadLetterQueue(name));
  const ofReactions = reactions.flatMap(({ name }) => [
    names.reactionQueue(name),
    names.reactionDeadLetterQueue(name),
  ]);
  const logged = [
    ...[INGRESS, ...receivers.map(({ name }) => name)],
    ...reactions.map(({ name }) => reactionFunction(name)),
  ];
  return [
    allow(['cloudformation:DescribeStacks'], stackArns(stage)),
    allow(['dynamodb:BatchGetItem'], [events, ...states]),
    allow(['dynamodb:Query', 'dynamodb:Scan'], [events, ...states, ...indexes]),
    allow(['dynamodb:DescribeTimeToLive'], [events]),
    // The indexes of restored tables match too.
    allow(
      [
        'dynamodb:BatchGetItem',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'dynamodb:Query',
        'dynamodb:Scan',
      ],
      restored,
    ),
    allow(['dynamodb:BatchGetItem', 'dynamodb:Query'], [storedTable(names.controlTable).arn]),
    ...(stage.changes
      ? [allow(['dynamodb:BatchGetItem'], [storedTable(names.effectsTable).arn])]
      : []),
    allow(
      ['sqs:GetQueueAttributes'],
      queueArns([
        ...receivers.map(({ name }) => names.queue(name)),
        ...deadLetters,
        ...ofReactions,
      ]),
    ),
    // To look for an event among the dead letters, which are hidden meanwhile.
    allow(['sqs:ChangeMessageVisibility', 'sqs:ReceiveMessage'], queueArns(deadLetters)),
    allow(
      ['logs:FilterLogEvents'],
      logged.map((name) => arnOf('logs', `log-group:${names.functionLogs(name)}:*`)),
    ),
    allow(['cloudwatch:GetMetricData', 'logs:DescribeLogGroups'], ['*']),
  ];
};
