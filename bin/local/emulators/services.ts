import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalOptions } from '../options.ts';
import { startDynamoDb } from './dynamodb.ts';
import type { Emulator } from './emulator.ts';
import { type SecretsManager, startSecretsManager } from './secrets-manager.ts';
import { startSqs } from './sqs.ts';

/** The services of AWS that the functions call, on this machine. */
export interface Services {
  readonly dynamodb: Emulator;
  readonly sqs: Emulator;
  readonly secrets: SecretsManager;
  stop(): Promise<void>;
}

/** Starts the embedded services; one with a given endpoint is used as it is. */
export const startServices = async (options: LocalOptions): Promise<Services> => {
  const { dir, dynamodbEndpoint, sqsEndpoint } = options;
  mkdirSync(dir, { recursive: true });
  const starting = [
    dynamodbEndpoint !== undefined
      ? given(dynamodbEndpoint)
      : startDynamoDb(dir, {
          port: options.dynamodbPort,
          flag: '--dynamodb-port',
        }),
    sqsEndpoint !== undefined
      ? given(sqsEndpoint)
      : startSqs(join(dir, 'sqs'), { port: options.sqsPort, flag: '--sqs-port' }),
    startSecretsManager(join(dir, 'secrets.json'), {
      port: options.secretsPort,
      flag: '--secrets-port',
    }),
  ] as const;
  const stop = async () => {
    const started = await Promise.allSettled(starting);
    await Promise.all(started.map((service) => 'value' in service && service.value.stop()));
  };
  try {
    const [dynamodb, sqs, secrets] = await Promise.all(starting);
    return { dynamodb, sqs, secrets, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A service that this process did not start and does not stop. */
const given = async (endpoint: string): Promise<Emulator> => ({
  endpoint,
  ended: new Promise(() => {}),
  stop: async () => {},
});
