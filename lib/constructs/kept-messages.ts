import { Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { storedQueue } from './by-name.ts';

// As Lambda advises, so that a batch that is tried again never overlaps the try before it.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
const VISIBILITY_PER_TIMEOUT = 6;

/** How long a message that a function has taken is hidden from others. */
export const visibilityFor = (timeoutSeconds: number): Duration =>
  Duration.seconds(VISIBILITY_PER_TIMEOUT * timeoutSeconds);

/**
 * What every queue has: messages are kept for the longest that SQS can, encrypted, and travel by TLS.
 * @param key encrypts them; without it a key of SQS's own does.
 */
export const keptMessages = (key: IKey | undefined) =>
  ({
    retentionPeriod: Duration.days(14),
    ...(key
      ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key }
      : { encryption: QueueEncryption.SQS_MANAGED }),
    enforceSSL: true,
  }) satisfies QueueProps;

/** The queue where another one sets messages aside, and no other may. @param source its name. */
export const deadLettersOf = (scope: Construct, source: string, props: QueueProps): Queue => {
  const deadLetters = new Queue(scope, 'DeadLetters', {
    ...props,
    redriveAllowPolicy: {
      redrivePermission: RedrivePermission.BY_QUEUE,
      // By name: the two queues would otherwise each wait for the other's ARN.
      sourceQueues: [Queue.fromQueueArn(scope, 'Source', storedQueue(source).arn)],
    },
  });
  Validations.of(deadLetters).acknowledge({
    id: 'Serverless-SQSRedrivePolicy',
    reason: 'It is where the other queue sets messages aside: there is no further one.',
  });
  return deadLetters;
};
