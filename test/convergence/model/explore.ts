import { isDeepStrictEqual } from 'node:util';
import type { Delivery } from '../../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import { joined, recordsIn } from '../../support/tables/expected-records.ts';
import type { Protocol } from './protocol.ts';
import { register } from './register.ts';

/** What a consumer is about to do with which message, and what it knows. */
interface Busy {
  readonly message: number;
  /** Place in the protocol's acts. */
  readonly act: number;
  /** The send time that orders the event, once the archive has answered. */
  readonly sentAt: number;
  /** The item that was read where a put failed; −1 before. */
  readonly read: number;
}

/** The whole world between two steps. Items are numbers: their places in a list; −1 is none. */
interface State {
  /** By event: the send time of its archived copy, or 0. */
  readonly archive: readonly number[];
  readonly item: number;
  /** By message: whether it is still in the queue. */
  readonly queued: readonly boolean[];
  /** Busy consumers. They are alike, so their order is none. */
  readonly busy: readonly Busy[];
  readonly crashes: number;
}

export interface Exploration {
  readonly states: number;
  /** What went wrong in which state; nothing when every interleaving ends alike. */
  readonly violation: string | undefined;
}

const keyOf = ({ archive, item, queued, busy, crashes }: State): string => {
  const consumers = busy.map(
    ({ message, act, sentAt, read }) => `${message},${act},${sentAt},${read}`,
  );
  return [archive.join(), item, queued.join(), consumers.sort().join(';'), crashes].join('|');
};

/**
 * Walks through every interleaving of consumers that handle deliveries of one record's events: each may
 * take any message that is not deleted, also one that another has in hand, and die before any step.
 * The queue may hold an event several times, sent at different times.
 * @param deliveries whose events set one record, the same for all of them.
 */
export const explore = async (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
  limits: { readonly consumers: number; readonly crashes: number },
  protocol: Protocol,
): Promise<Exploration> => {
  const digests = [...new Set(deliveries.map(({ receipt }) => receipt.digest))];
  const eventOf = deliveries.map(({ receipt }) => digests.indexOf(receipt.digest));

  const { rowOf, itemOf, put } = register(deliveries, runtime, protocol);

  const without = (state: State, index: number): State => ({
    ...state,
    busy: state.busy.toSpliced(index, 1),
  });
  const withBusy = (state: State, index: number, busy: Busy): State => ({
    ...state,
    busy: state.busy.with(index, busy),
  });

  /** The one state that a consumer's next step leads to. */
  const step = async (state: State, index: number, busy: Busy): Promise<State> => {
    const act = protocol.acts[busy.act];
    const event = eventOf[busy.message] ?? 0;
    const after = withBusy(state, index, { ...busy, act: busy.act + 1, read: -1 });
    if (act === undefined) return without(state, index);
    if (act === 'delete') return { ...after, queued: state.queued.with(busy.message, false) };
    if (act === 'archive') {
      const known = state.archive[event] ?? 0;
      const sentAt = known > 0 && !protocol.trustsDelivery ? known : busy.sentAt;
      const skipped = known > 0 && protocol.trustsArchive ? 2 : 1;
      return {
        ...withBusy(state, index, { ...busy, sentAt, act: busy.act + skipped }),
        archive: known > 0 ? state.archive : state.archive.with(event, sentAt),
      };
    }
    const result = await put(busy, state.item);
    if (result === 'done') return after;
    if (result === 'failed') return withBusy(state, index, { ...busy, read: state.item });
    return { ...after, item: result.item };
  };

  const following = async (state: State): Promise<readonly State[]> => {
    const next: State[] = [];
    if (state.busy.length < limits.consumers)
      for (const [message, isQueued] of state.queued.entries()) {
        const sentAt = deliveries[message]?.receipt.sentAt ?? 0;
        if (isQueued)
          next.push({ ...state, busy: [...state.busy, { message, act: 0, sentAt, read: -1 }] });
      }
    for (const [index, busy] of state.busy.entries()) {
      next.push(await step(state, index, busy));
      if (state.crashes > 0) next.push({ ...without(state, index), crashes: state.crashes - 1 });
    }
    return next;
  };

  /** What is wrong with a state: a record that nothing archived explains, or an end that isn't the end. */
  const violationOf = (state: State): string | undefined => {
    const item = itemOf(state.item);
    const due = deliveries.flatMap((_delivery, message) => {
      const sentAt = state.archive[eventOf[message] ?? 0] ?? 0;
      return sentAt > 0 ? [rowOf(message, sentAt)] : [];
    });
    if (item !== undefined && !due.some(({ eventId }) => eventId === item['eventId']?.S))
      return 'a record of an event that is not archived';
    if (state.busy.length > 0 || state.queued.some(Boolean)) return undefined;
    if (due.length < deliveries.length) return 'an event that is not archived';
    const stored = recordsIn(item === undefined ? [] : [item]);
    return isDeepStrictEqual(stored, joined(due)) ? undefined : 'another record';
  };

  const start: State = {
    archive: digests.map(() => 0),
    item: -1,
    queued: deliveries.map(() => true),
    busy: [],
    crashes: limits.crashes,
  };
  const seen = new Set([keyOf(start)]);
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const violation = violationOf(state);
    if (violation !== undefined) return { states: seen.size, violation };
    for (const next of await following(state)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return { states: seen.size, violation: undefined };
};
