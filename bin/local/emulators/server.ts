import { fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort, type PortChoice } from '../processes/ports.ts';
import { endOf } from '../processes/tied.ts';
import { answering, type Emulator } from './emulator.ts';

/**
 * Starts an emulator that is written in JavaScript in a process of its own, which ends with this one.
 * @param file the module beside this one that serves it: `<file> <folder> <port>`.
 * @param folder where its state is kept, or what else it serves; an empty text where there is none.
 */
export const startServer = async (
  name: string,
  file: string,
  folder: string | undefined,
  choice: PortChoice,
): Promise<Emulator> => {
  const port = await freePort(choice);
  const child = fork(join(import.meta.dirname, file), [folder ?? '', String(port)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    detached: true,
    silent: true,
  });
  const ended = endOf(child);
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return answering(name, { ended, stop }, port);
};
