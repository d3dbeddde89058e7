import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startInspector } from '../inspector/inspector.ts';
import { type Application, secretsOf } from './cloud/application.ts';
import { prefixOf, prepare } from './cloud/prepare.ts';
import type { Console } from './console/console.ts';
import { type Services, startServices } from './emulators/services.ts';
import { startForwarding } from './forward/forward.ts';
import { FORWARD_SECRET, forwardSecret } from './forward/secret.ts';
import { forwardQueue } from './forward/subscriber.ts';
import type { RunningFunction } from './lambda/function.ts';
import { runFunctions } from './lambda/functions.ts';
import { type Endpoints, queueUrl } from './lambda/variables.ts';
import type { LocalOptions } from './options.ts';
import { outputsOf, removeOutputs, type WrittenOutputs, writeOutputs } from './outputs.ts';
import { claim } from './processes/claim.ts';
import { freePort } from './processes/ports.ts';
import { provide, provideSecrets } from './provide/provide.ts';
import { startGateway } from './triggers/gateway.ts';
import { CHECKPOINTS } from './triggers/streams/poll-streams.ts';
import { startTriggers } from './triggers/triggers.ts';

/** The whole pipeline, running on this machine. */
export interface Local {
  readonly outputs: WrittenOutputs;
  /** Resolves with the reason if a part of it ends by itself. */
  readonly broken: Promise<string>;
  /** Ends all of it; functions may finish current invocations for a few seconds. */
  stop(): Promise<void>;
}

/** Maximum wait after Ctrl-C. */
const GRACE_MS = 3_000;

/**
 * Starts the pipeline as the CDK app defines it, with the state of the previous run.
 * @throws Error with the next step; nothing remains running.
 */
export const startLocal = async (options: LocalOptions, console: Console): Promise<Local> => {
  const stops: (() => Promise<void> | void)[] = [claim(options.dir)];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    if (options.reset) forget(options.dir);
    removeOutputs(options.dir);
    await freePort({ port: options.port, flag: '--port' });
    await freePort({ port: options.inspectorPort, flag: '--inspector-port' });
    const starting = [prepare(options, console), startServices(options)] as const;
    starting[1].then((services) => stops.push(services.stop)).catch(() => {});
    await Promise.allSettled(starting);
    const [application, services] = await Promise.all(starting);
    const outputs = await run(application, services, { options, console, stops });
    const broken = Promise.race([
      services.dynamodb.ended.then(({ output }) => `DynamoDB has ended. ${output}`),
      services.sqs.ended.then(({ output }) => `SQS has ended. ${output}`),
    ]);
    return { outputs, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const forget = (dir: string): void => {
  const databases = ['dynamodb.db', 'dynamodb.db-wal', 'dynamodb.db-shm', 'dynalite'];
  const kept = [...databases, CHECKPOINTS, 'sqs', 'secrets.json', FORWARD_SECRET, 'logs'];
  for (const name of kept) rmSync(join(dir, name), { recursive: true, force: true });
};

interface Run {
  readonly options: LocalOptions;
  readonly console: Console;
  /** Takes the stop function of each part; called in reverse order. */
  readonly stops: (() => Promise<void> | void)[];
}

/** Connects requests and queues with functions, and functions with services, by the templates. */
const run = async (
  application: Application,
  services: Services,
  { options, console, stops }: Run,
): Promise<WrittenOutputs> => {
  const endpoints = {
    dynamodb: services.dynamodb.endpoint,
    sqs: services.sqs.endpoint,
    // The embedded SQS is an SNS too; of a given one only where topics need it.
    ...((!options.sqsEndpoint || application.topics.length > 0) && { sns: services.sqs.endpoint }),
    secretsmanager: services.secrets.endpoint,
  };
  await provide(application, endpoints, prefixOf(options.stage));
  const signingSecrets = provideSecrets(application, services.secrets);
  console.step('tables and queues exist');

  const setting = { dir: options.dir, endpoints, console };
  const functions = runFunctions(application, setting);
  stops.push(async () => {
    await Promise.all([...functions.values()].map((running) => running.stop()));
  });
  const functionOf = (arn: string): RunningFunction => {
    const found = functions.get(arn);
    if (found) return found;
    throw new Error(`The templates define no function ${arn}.`);
  };
  const gracefully = (end: () => Promise<void>) => () =>
    Promise.race([end(), pause(GRACE_MS, undefined, { ref: false })]);
  stops.push(gracefully(await startTriggers(application, functionOf, setting)));
  const forwarding = forwardingOf(options, endpoints);
  if (forwarding) {
    const write = (line: string) => console.functionLine('forward-to', line);
    stops.push(gracefully(startForwarding({ ...forwarding, write })));
  }
  const choice = { port: options.port, flag: '--port' };
  const gateway = await startGateway(application.routes, functionOf, choice);
  stops.push(gateway.stop);
  const page = { port: options.inspectorPort, flag: '--inspector-port' };
  const inspector = await startInspector(options.dir, page, console.print);
  stops.push(inspector.stop);

  const webhookUrl = `${gateway.url}${pathOf(application)}`;
  const running = { webhookUrl, inspectorUrl: inspector.url, endpoints };
  const publish = (signingSecrets: string): WrittenOutputs => {
    const outputs = outputsOf(application, { ...running, signingSecrets });
    writeOutputs(options.dir, outputs);
    inspector.show(outputs);
    return outputs;
  };
  services.secrets.onChange(secretsOf(application).signing.name, publish);
  return publish(signingSecrets);
};

/** What is posted where, from which queue; undefined where nothing is. */
const forwardingOf = ({ forwardTo, dir, stage }: LocalOptions, endpoints: Endpoints) =>
  forwardTo === undefined
    ? undefined
    : {
        url: forwardTo,
        secret: forwardSecret(dir),
        endpoint: endpoints.sqs,
        queueUrl: queueUrl(endpoints, forwardQueue(prefixOf(stage))),
      };

const pathOf = ({ routes: [route] }: Application): string => route?.key.split(' ')[1] ?? '/';
