import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Wire } from './wire.ts';

/** Milliseconds of silence after which an answer is complete. */
const SILENCE = 1_500;

/** Writes bytes to a connection. @returns the statuses of the answers. */
export const write = async (url: string, { steps, answers }: Wire): Promise<readonly number[]> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  const statuses = (): number[] =>
    [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)]
      .map(([, status]) => Number(status))
      .filter((status) => status !== 100);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  socket.setEncoding('latin1').on('data', (text) => {
    received += text;
  });
  for (const step of steps)
    if (typeof step === 'number') await pause(step);
    else socket.write(step);
  const deadline = Date.now() + 20_000;
  const done = (): boolean =>
    socket.closed || (answers.length > 0 && statuses().length >= answers.length);
  if (answers.length === 0) await Promise.race([closed, pause(SILENCE)]);
  else while (!done() && Date.now() < deadline) await pause(20);
  socket.destroy();
  await closed;
  return statuses();
};
