import { fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort, type PortChoice } from '../processes/ports.ts';
import { endOf } from '../processes/tied.ts';
import { answering, type Emulator } from './emulator.ts';

/** Starts a durable SQS in a process of its own; its messages are in SQLite below the folder. */
export const startSqs = async (folder: string, choice: PortChoice): Promise<Emulator> => {
  const port = await freePort(choice);
  const child = fork(join(import.meta.dirname, 'sqs-server.ts'), [folder, String(port)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    detached: true,
    silent: true,
  });
  const ended = endOf(child);
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return answering('SQS', { ended, stop }, port);
};
