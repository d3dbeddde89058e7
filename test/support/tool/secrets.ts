import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  type SecretsManager,
  startSecretsManager,
} from '../../../bin/local/emulators/secrets-manager.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';

/** The local Secrets Manager with the secrets of a pipeline, made again for each test of a file. */
export interface TestSecrets {
  readonly client: SecretsManagerClient;
  /** A target that uses it. */
  of(target: Target): Target;
  /** Replaces what a secret holds. */
  put(name: string, text: string): Promise<void>;
  /** What a secret holds. */
  get(name: string): Promise<string>;
}

/** @param initial what each secret holds at first, by its name. */
export const useSecrets = (initial: Readonly<Record<string, string>>): TestSecrets => {
  let folder: string;
  let manager: SecretsManager;
  let client: SecretsManagerClient;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    manager = await startSecretsManager(join(folder, 'secrets.json'), { port: 0, flag: '' });
    for (const [name, text] of Object.entries(initial))
      manager.provide({ name, arn: `arn-${name}` }, () => text);
    client = new SecretsManagerClient({
      region: 'us-east-1',
      endpoint: manager.endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterEach(async () => {
    client.destroy();
    await manager.stop();
    rmSync(folder, { recursive: true });
  });
  return {
    get client() {
      return client;
    },
    of: (target) => ({ ...target, secretsManager: async () => client }),
    put: async (SecretId, SecretString) => {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    },
    get: async (SecretId) => {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
      return SecretString;
    },
  };
};
