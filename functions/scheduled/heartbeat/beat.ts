import type { Log } from '../../shared/lambda/log.ts';
import type { Heartbeat } from '../../shared/store/heartbeat.ts';
import { heartbeatOf, proves } from './heartbeat.ts';
import type { HeartbeatResult } from './results.ts';

interface BeatDependencies {
  /** Signs and posts a body to the URL of the stage. @returns the status. */
  readonly post: (body: Uint8Array) => Promise<number>;
  /** The latest heartbeat that came the whole way. */
  readonly latest: () => Promise<Heartbeat | undefined>;
  readonly keep: (result: HeartbeatResult) => Promise<void>;
  readonly log: Pick<Log, 'info'>;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** A heartbeat did not come the whole way: the message states how far it came. */
export class HeartbeatFailed extends Error {
  override readonly name = 'HeartbeatFailed';
}

const POLL_MILLISECONDS = 1_000;
/** How long a heartbeat may take from the answer to the note: a batch of a busy queue takes seconds. */
const PATIENT_MILLISECONDS = 60_000;

/**
 * Sends a heartbeat through the whole pipeline, and waits until it is noted in the table of events.
 * @throws HeartbeatFailed when it is not. The result is kept in any case.
 */
export const beat = async (dependencies: BeatDependencies): Promise<void> => {
  const { post, latest, keep, log, now, wait } = dependencies;
  const sentAt = now();
  const sent = heartbeatOf('scheduled', sentAt);
  const fail = async (failure: string): Promise<never> => {
    await keep({ sentAt, failure });
    throw new HeartbeatFailed(failure);
  };

  const status = await post(sent.body).catch(() => 'nothing');
  if (status !== 200) return fail(`The URL answered ${status}.`);
  const acceptedAt = now();
  for (;;) {
    const noted = await latest();
    if (proves(noted, sent, acceptedAt)) break;
    if (now() - acceptedAt > PATIENT_MILLISECONDS)
      return fail('It was accepted, and did not come to the table of events within a minute.');
    await wait(POLL_MILLISECONDS);
  }
  const took = now() - sentAt;
  await keep({ sentAt, took });
  log.info('heartbeat', { eventId: sent.id, took });
};
