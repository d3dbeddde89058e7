import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { projectRoot } from '../../lib/bundling.ts';
import { account, credentials } from './cloud/account.ts';
import { type Application, readApplication } from './cloud/application.ts';
import { readAssembly } from './cloud/assembly.ts';
import { synthesize } from './cloud/synthesize.ts';
import type { Console } from './console.ts';
import { provideQueue } from './emulators/queues.ts';
import { type Services, startServices } from './emulators/services.ts';
import { provideTable } from './emulators/tables.ts';
import type { RunningFunction } from './lambda/function.ts';
import { runFunctions } from './lambda/functions.ts';
import { type Endpoints, queueUrl } from './lambda/variables.ts';
import type { LocalOptions } from './options.ts';
import { type Outputs, outputsOf, removeOutputs, writeOutputs } from './outputs.ts';
import { claim } from './processes/claim.ts';
import { freePort } from './processes/ports.ts';
import { pollQueue } from './triggers/event-source.ts';
import { startGateway } from './triggers/gateway.ts';

/** The whole pipeline, running on this machine. */
export interface Local {
  readonly outputs: Outputs;
  /** Resolves with the reason, should a part of it end by itself. */
  readonly broken: Promise<string>;
  /** Ends all of it; what functions have begun they may finish, for a few seconds. */
  stop(): Promise<void>;
}

/** What a person may still wait for after Ctrl-C. */
const GRACE_MS = 3_000;

/**
 * Starts the pipeline as the CDK app defines it, with all that was kept from the run before.
 * @throws Error that says what to do, leaving nothing behind.
 */
export const startLocal = async (options: LocalOptions, console: Console): Promise<Local> => {
  const { dir: state, stage } = options;
  const stops: (() => Promise<void> | void)[] = [claim(state)];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    if (options.reset) forget(state);
    removeOutputs(state);
    await freePort({ port: options.port, flag: '--port' });
    const starting = [prepare(options, console), startServices(options)] as const;
    starting[1].then((services) => stops.push(services.stop)).catch(() => {});
    await Promise.allSettled(starting);
    const [application, services] = await Promise.all(starting);
    const endpoints = {
      dynamodb: services.dynamodb.endpoint,
      sqs: services.sqs.endpoint,
      secretsmanager: services.secrets.endpoint,
    };
    const sqs = await provide(application, endpoints);
    const signingSecrets = provideSecrets(application, services);
    console.step('tables and queues are there');

    const prefix = `airwallex-webhooks-${stage}-`;
    const functions = runFunctions(application, { state, endpoints, prefix, console });
    stops.push(async () => {
      await Promise.all([...functions.values()].map((running) => running.stop()));
    });
    const functionOf = (arn: string): RunningFunction => {
      const found = functions.get(arn);
      if (found) return found;
      throw new Error(`The templates define no function ${arn}.`);
    };
    const pollers = application.eventSources.map((source) => {
      const name = source.queueArn.split(':').at(-1) ?? '';
      return pollQueue({
        source,
        url: queueUrl(endpoints, name),
        sqs,
        consumer: functionOf(source.functionArn),
        onFailure: (reason) => console.functionLine(name.replace(prefix, ''), reason),
      });
    });
    stops.push(async () => {
      const done = Promise.all(pollers.map((poller) => poller.stop()));
      await Promise.race([done, pause(GRACE_MS, undefined, { ref: false })]);
    });
    const gateway = await startGateway(application.routes, functionOf, {
      port: options.port,
      flag: '--port',
    });
    stops.push(gateway.stop);

    const running = { webhookUrl: `${gateway.url}${pathOf(application)}`, endpoints };
    const outputs = outputsOf(application, { ...running, signingSecrets });
    writeOutputs(state, outputs);
    services.secrets.onChange((value) => {
      writeOutputs(state, outputsOf(application, { ...running, signingSecrets: value }));
    });
    const broken = Promise.race([
      services.dynamodb.ended.then(({ said }) => `DynamoDB has ended: ${said}`),
      services.sqs.ended.then(({ said }) => `SQS has ended: ${said}`),
    ]);
    return { outputs, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const forget = (state: string): void => {
  const kept = ['dynamodb.db', 'dynamodb.db-wal', 'dynamodb.db-shm', 'sqs', 'secrets.json'];
  for (const name of kept) rmSync(join(state, name), { recursive: true, force: true });
};

const prepare = async (
  { dir: state, stage }: LocalOptions,
  console: Console,
): Promise<Application> => {
  const folder = join(state, 'cdk.out');
  const synthesis = { project: projectRoot, folder, stage };
  const made = await synthesize(synthesis, () =>
    console.step('synthesizing the CDK app and bundling the functions …'),
  );
  console.step(made ? 'synthesized' : 'templates and bundles are current');
  return readApplication(readAssembly(folder));
};

/** Creates what is missing. */
const provide = async (application: Application, endpoints: Endpoints): Promise<SQSClient> => {
  const common = { region: account.region, credentials };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  const tables = application.tables.map((table) => provideTable(dynamodb, table));
  // A queue names its dead-letter queue, which must be there then.
  const queues = application.queues.toSorted(
    (a, b) => Number(a.deadLetterArn !== undefined) - Number(b.deadLetterArn !== undefined),
  );
  for (const queue of queues) await provideQueue(sqs, queueUrl(endpoints, queue.name), queue);
  await Promise.all(tables);
  dynamodb.destroy();
  return sqs;
};

/** The first start makes a signing secret; AWS starts with none, as Airwallex issues it. */
const provideSecrets = ({ secrets: [secret] }: Application, { secrets }: Services): string => {
  if (!secret) throw new Error('The templates define no signing secret.');
  return secrets.provide(secret, () =>
    JSON.stringify({ local: `whsec_${randomBytes(24).toString('hex')}` }),
  );
};

const pathOf = ({ routes: [route] }: Application): string => route?.key.split(' ')[1] ?? '/';
