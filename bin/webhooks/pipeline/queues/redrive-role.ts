import { SQSClient } from '@aws-sdk/client-sqs';
import { Failure, isDenial } from '../../terminal/failure.ts';

/** How the clients of a stage are made. */
export interface ClientSettings {
  readonly profile?: string;
  readonly region?: string;
  readonly maxAttempts: number;
}

/** A client of SQS by region and not by a queue's URL, so that AWS_ENDPOINT_URL can redirect it. */
export const sqsClient = (
  settings: ClientSettings &
    Pick<NonNullable<ConstructorParameters<typeof SQSClient>[0]>, 'credentials'>,
): SQSClient => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });

/** Credentials of a role. @throws Failure where AWS denies them. */
const assumed = async (settings: ClientSettings, RoleArn: string, name: string) => {
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  try {
    const { Credentials } = await new STSClient(settings).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'webhooks-redrive' }),
    );
    const {
      AccessKeyId = '',
      SecretAccessKey = '',
      SessionToken = '',
      Expiration,
    } = Credentials ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration && { expiration: Expiration }),
    };
  } catch (error) {
    if (!isDenial(error)) throw error;
    throw new Failure(
      `Nothing was moved: AWS does not let these credentials assume the role ${RoleArn}, and beside the ingress only that role may send to the queues of ${name}. Get the permission sts:AssumeRole on it, or choose another --profile.`,
    );
  }
};

/**
 * A client of SQS by a role, whose credentials are renewed before they expire.
 * @param name of the pipeline.
 * @throws Failure where the role cannot be assumed by whoever runs the tool.
 */
export const sqsByRole = async (
  settings: ClientSettings,
  role: string,
  name: string,
): Promise<SQSClient> => {
  const client = sqsClient({ ...settings, credentials: () => assumed(settings, role, name) });
  // So that a denial ends the command before it has done anything.
  await client.config.credentials();
  return client;
};
