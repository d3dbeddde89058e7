import type { Service } from './emulators.ts';
import type { FaultKind, Trouble } from './proxy.ts';
import type { Stand } from './stand.ts';
import type { Webhook } from './traffic.ts';

/** One time that a fault befalls the pipeline. */
export interface Round {
  readonly stand: Stand;
  /** Of this fault and round: what is drawn from it is the same for the same seed. */
  readonly seed: string;
  readonly number: number;
  /** Whether waits are to be as short as they can be. */
  readonly short: boolean;
  /** Aborted when the fault has lasted long enough. */
  readonly over: AbortSignal;
  /** Delivers more than the usual traffic, until it is acknowledged. @param secret signs it. */
  readonly send: (webhooks: readonly Webhook[], secret?: string) => Promise<void>;
  /** Counts what was killed, and what befell requests or messages otherwise than by a proxy. */
  readonly killed: (processes?: number) => void;
  readonly injected: (faults?: number) => void;
  readonly rescued: (messages: number) => void;
  readonly say: (text: string) => void;
}

/** What breaks receivers, done to the running pipeline while events arrive. */
export interface Fault {
  readonly name: string;
  /** Gets ready before events arrive, where that is needed. */
  readonly before?: (round: Round) => Promise<void>;
  /** Does its work while events arrive, until it is over, and leaves all as it was. */
  readonly during: (round: Round) => Promise<void>;
  /** Cleans up when all is acknowledged, before what is left in queues must be gone. */
  readonly after?: (round: Round) => Promise<void>;
}

/** Waits for the end of a fault's time. */
export const theEnd = (over: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (over.aborted) resolve();
    over.addEventListener('abort', () => resolve(), { once: true });
  });

interface Troubles extends Omit<Trouble, 'seed' | 'faults'> {
  readonly fault: FaultKind | readonly FaultKind[];
}

/** A service that does something to a share of its requests. */
export const troubled = (
  name: string,
  service: (stand: Stand) => Pick<Service, 'proxy'>,
  { fault, ...trouble }: Troubles,
): Fault => ({
  name,
  during: async ({ stand, seed, over }) => {
    const { proxy } = service(stand);
    proxy.suffer({ ...trouble, faults: [fault].flat(), seed });
    await theEnd(over);
    proxy.suffer(undefined);
  },
});
