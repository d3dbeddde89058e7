import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { INGRESS, REDRIVE } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { roleArnOf } from '../by-name.ts';

const denySending = (
  queue: Queue,
  sid: string,
  conditions: Readonly<Record<string, object>>,
): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions,
    }),
  );
};

/**
 * Lets nobody send to a domain's queue but the function that verifies, and the role that moves dead
 * letters back: consumers take what is on the queue as verified. A deny counts for administrators too.
 * The roles are named, not referred to: they are in the stack that is deployed later.
 */
export const onlySentBy = (queue: Queue, stage: StageSettings): void =>
  denySending(queue, 'OnlyVerifiedOrRedriven', {
    ArnNotEquals: { 'aws:PrincipalArn': [INGRESS, REDRIVE].map((name) => roleArnOf(stage, name)) },
  });

/**
 * Lets nobody send to a dead-letter queue: what is there is moved back as verified. SQS moves messages
 * there by the redrive policy, for which its manual knows no permission that anybody must have, and does
 * not state whether this policy counts. So nothing that AWS does by itself is denied: the condition fits
 * only requests that a principal of an account makes directly.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const onlyMovedTo = (deadLetters: Queue): void =>
  denySending(deadLetters, 'OnlyMovedByItsQueue', {
    Null: { 'aws:PrincipalArn': 'false' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
  });
