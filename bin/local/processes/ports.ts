import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { usageError } from '../../webhooks/terminal/failure.ts';

/** Everything here listens on this address only. */
export const LOOPBACK = '127.0.0.1';

/** After kill -9, processes of the previous run take a moment to exit and free their ports. */
const WAIT_MS = 2_000;

/** A port, and the flag with which a person chooses another. */
export interface PortChoice {
  /** 0 takes any free one. */
  readonly port: number;
  readonly flag: string;
}

/**
 * Waits until a port is free.
 * @returns the port: the chosen one, or some free one for 0.
 * @throws Failure naming the flag when another program uses it.
 */
export const freePort = async ({ port, flag }: PortChoice): Promise<number> => {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const free = await tryPort(port);
    if (free !== undefined) return free;
    if (Date.now() > deadline) {
      throw usageError(
        `Port ${port} is taken: stop what listens there, or choose another with ${flag}.`,
      );
    }
    await pause(100);
  }
};

/** Whether nothing listens on a port. */
export const isFree = async (port: number): Promise<boolean> => (await tryPort(port)) !== undefined;

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    probe.listen(port, LOOPBACK, () => {
      const found = portOf(probe);
      probe.close(() => resolve(found));
    });
  });

/** Serves HTTP on the loopback address; for port 0 on any free port. */
export const listen = async (server: Server, choice: PortChoice): Promise<number> => {
  const port = choice.port === 0 ? 0 : await freePort(choice);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, LOOPBACK, resolve);
  });
  return portOf(server);
};

const portOf = (server: { address(): ReturnType<Server['address']> }): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
