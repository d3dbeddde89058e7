import { chmodSync, mkdirSync } from 'node:fs';
import { freePort, LOOPBACK } from '../../../bin/local/processes/ports.ts';
import { reachLocal } from '../../../bin/webhooks/pipeline/connect.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { type Launched, launchIn } from '../../bin/local/launch.ts';
import { copyProject } from '../../support/pipeline/project-copy.ts';
import { type Control, prepareInside } from './control.ts';
import { addCopying, createCopies } from './copies.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { provideDynamoDb, provideSqs, type Service } from './emulators.ts';
import { type FunctionProcess, functionProcesses, kill } from './processes.ts';
import { type FaultProxy, startProxy } from './proxy.ts';

/** The pipeline as `npm start` runs it, with a proxy before each service that its functions call. */
export interface Stand {
  readonly dir: string;
  readonly webhookUrl: string;
  readonly signingSecret: string;
  readonly target: Target;
  readonly dynamodb: Service;
  readonly sqs: Service;
  readonly secrets: FaultProxy;
  readonly deliveries: Deliveries;
  readonly control: Control;
  /** The processes of functions that run now. */
  functions(): readonly FunctionProcess[];
  /** `kill -9` of functions' processes; the next invocation starts new ones. */
  killFunctions(which: (one: FunctionProcess) => boolean): number;
  killRunner(): Promise<void>;
  startRunner(): Promise<void>;
  /** Whether the runner has ended without our doing. */
  readonly runnerHasDied: boolean;
  stop(): Promise<void>;
}

/** @param dir keeps everything, also the logs. */
export const startStand = async (dir: string): Promise<Stand> => {
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o700);
  const [secretsPort, port] = [
    await freePort({ port: 0, flag: '' }),
    await freePort({ port: 0, flag: '' }),
  ];
  const deliveries = createDeliveries();
  const dynamodb = await provideDynamoDb(dir);
  const sqs = await provideSqs(dir, deliveries);
  const secrets = await startProxy(`http://${LOOPBACK}:${secretsPort}`);
  const copy = copyProject();
  addCopying(copy.root);
  const control = await prepareInside(dir, copy.root, secrets.endpoint);
  const start = (): Promise<Launched> =>
    launchIn(
      { dir, root: copy.root },
      ...['--port', String(port), '--secrets-port', String(secretsPort)],
      ...['--dynamodb-endpoint', dynamodb.proxy.endpoint],
      ...['--sqs-endpoint', sqs.proxy.endpoint],
    );
  let runner = await start();
  const { outputs } = runner;
  const target = reachLocal(outputs, dir);
  await createCopies(target);
  const functions = () => functionProcesses(runner.child.pid ?? 0);
  return {
    dir,
    webhookUrl: outputs.webhookUrl,
    signingSecret: Object.values(outputs.signingSecrets)[0] ?? '',
    target,
    dynamodb,
    sqs,
    secrets,
    deliveries,
    control,
    functions,
    killFunctions: (which) =>
      functions()
        .filter(which)
        .filter(({ pid }) => kill(pid)).length,
    killRunner: async () => {
      await runner.end('SIGKILL');
    },
    startRunner: async () => {
      runner = await start();
    },
    get runnerHasDied() {
      return runner.child.exitCode !== null || runner.child.signalCode !== null;
    },
    stop: async () => {
      await runner.end('SIGTERM');
      target.dynamodb.destroy();
      target.sqs.destroy();
      secrets.stop();
      await Promise.all([dynamodb.stop(), sqs.stop()]);
      await copy.remove();
    },
  };
};
