import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { reachLocal } from '../../../bin/webhooks/pipeline/connect.ts';
import { waitingMessages } from '../../../bin/webhooks/pipeline/queues/queues.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { endAll, type Launched, launch } from '../../bin/local/launch.ts';
import { madeBy } from '../per-hook.ts';

/** A local pipeline as `npm start` runs it. */
export interface LocalPipeline extends Omit<Launched, 'end'> {
  /** The folder of its state. */
  readonly dir: string;
  readonly target: Target;
  /** Replaces the text of its signing secrets. */
  putSecrets(text: string): Promise<void>;
}

/** Starts one for all tests of a file. */
export const useLocalPipeline = (): LocalPipeline => {
  const dir = mkdtempSync(join(tmpdir(), 'pipeline-'));
  const launched = madeBy(
    beforeAll,
    async () => {
      const pipeline = await launch(dir);
      return { ...pipeline, target: reachLocal(pipeline.outputs, dir) };
    },
    ({ end }) => end('SIGTERM'),
  );
  afterAll(() => {
    endAll();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    dir,
    get child() {
      return launched().child;
    },
    get outputs() {
      return launched().outputs;
    },
    get target() {
      return launched().target;
    },
    output: () => launched().output(),
    putSecrets: async (SecretString) => {
      const { target, outputs } = launched();
      const client = await target.secretsManager();
      const SecretId = outputs.signingSecretName;
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    },
  };
};

/** Waits until no queue has a message. @throws Error after this number of milliseconds. */
export const drained = async (target: Target, milliseconds = 60_000): Promise<void> => {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const waiting = [...(await waitingMessages(target))].filter(([, count]) => count > 0);
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Messages still wait: ${waiting.join(' ')}`);
    await pause(100);
  }
};
