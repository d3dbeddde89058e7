import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { LOOPBACK } from '../processes/ports.ts';
import type { Tied } from '../processes/tied.ts';

/** A service of AWS that runs on this machine. */
export interface Emulator extends Tied {
  /** `http://127.0.0.1:…`, or another loopback address. */
  readonly endpoint: string;
}

const START_MS = 10_000;

/** Waits until a program answers at its port. @throws Error with the program's output if it ends. */
export const answering = async (
  name: string,
  program: Tied,
  port: number,
  host = LOOPBACK,
): Promise<Emulator> => {
  let end: string | undefined;
  // It never rejects: a program that cannot be started has ended.
  void program.ended.then(({ output }) => {
    end = output;
  });
  const deadline = Date.now() + START_MS;
  while (!(await answers(port, host))) {
    if (end !== undefined) throw new Error(`${name} did not start: ${end}`);
    if (Date.now() > deadline) {
      await program.stop();
      throw new Error(`${name} did not answer within ${START_MS / 1000} s.`);
    }
    await pause(10);
  }
  return { ...program, endpoint: `http://${host}:${port}` };
};

const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });
