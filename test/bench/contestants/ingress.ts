/** The ingress beside the one request that it makes, over a transport that answers at once. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { counts } from './transport.ts';

export { handler } from '../../../functions/ingress/handler.ts';

const sqs = new SQSClient();

/** Sends a message and nothing else. */
export const send = (
  body: string,
  attributes: Readonly<Record<string, string>>,
): Promise<unknown> =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/payments',
      MessageBody: body,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [
          name,
          { DataType: 'String', StringValue },
        ]),
      ),
      MessageGroupId: 'acct_hN4yXq7dPUiTz3kWm2LbVg',
    }),
  );

/** Secrets read and clients made for every request. */
export const naive = async (body: string): Promise<unknown> => {
  await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: 'secrets' }));
  return new SQSClient().send(
    new SendMessageCommand({
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/payments',
      MessageBody: JSON.stringify(JSON.parse(body)),
    }),
  );
};

/** Requests since the start. */
export const sent = (): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
