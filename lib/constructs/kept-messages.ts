import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';

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
