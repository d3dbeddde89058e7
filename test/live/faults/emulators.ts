import { join } from 'node:path';
import { startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import type { Emulator } from '../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../bin/local/emulators/sqs.ts';
import { freePort, type PortChoice } from '../../../bin/local/processes/ports.ts';
import { descendants, kill } from './processes.ts';
import { type FaultProxy, startProxy, type Ways } from './proxy.ts';

/** An embedded service behind its proxy. */
export interface Service {
  readonly proxy: FaultProxy;
  /** `kill -9`; the service is down until {@link start}. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param isOfIt whether a command line is that of one of its processes, behind a port.
 * @param launch starts it on a port, with all that it kept.
 */
const provide = async (
  isOfIt: (command: string, port: number) => boolean,
  launch: (choice: PortChoice) => Promise<Emulator>,
  ways?: Ways,
): Promise<Service> => {
  const port = await freePort({ port: 0, flag: '' });
  let emulator = await launch({ port, flag: '' });
  const proxy = await startProxy(emulator.endpoint, ways);
  return {
    proxy,
    kill: async () => {
      const found = descendants(process.pid).filter(({ command }) => isOfIt(command, port));
      // The shell that ties it to us has the same words and ends with it.
      for (const { pid } of found) kill(pid);
      await emulator.ended;
    },
    start: async () => {
      emulator = await launch({ port, flag: '' });
    },
    stop: async () => {
      proxy.stop();
      await emulator.stop();
    },
  };
};

/** DynamoDB, with its tables in a folder: the program, and the guard before it. */
export const provideDynamoDb = (dir: string): Promise<Service> =>
  provide(
    (command, port) =>
      (command.includes('dynoxide') && command.includes(dir)) ||
      (command.includes('guard-server') && command.includes(String(port))),
    (choice) => startDynamoDb(dir, choice),
  );

/** SQS, with its messages in a folder. */
export const provideSqs = (dir: string, ways: Ways): Promise<Service> =>
  provide(
    (command, port) => command.includes('sqs-server') && command.includes(String(port)),
    (choice) => startSqs(join(dir, 'sqs'), choice),
    ways,
  );
