import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Publication } from '../../../functions/publisher/publication.ts';
import { publish } from '../../../functions/publisher/publish.ts';
import type { UnpublishedChange } from '../../../functions/publisher/unpublished.ts';
import type { AnyChange } from '../../../functions/shared/change/any-change.ts';
import { messageOf } from '../../../functions/shared/change/message.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import type { AnyReactionDefinition } from '../../../functions/shared/reaction/definition.ts';
import { memoryLedger } from '../../../functions/shared/reaction/memory-ledger.ts';
import { react } from '../../../functions/shared/reaction/react.ts';
import { linesLog } from '../../support/lines.ts';
import { inMemoryTables, type Written } from '../../support/tables/tables.ts';
import type { Fate, Process } from '../fault-injection.ts';
import { type Clock, type FifoQueue, fifoQueue, type Sent } from './queue.ts';
import { tableStream } from './stream.ts';
import { fifoTopic, type Whim } from './topic.ts';

/** The code under test: a test of the tests replaces parts of it. */
export interface System {
  readonly publish: typeof publish;
  readonly react: typeof react;
}

/** A change that a reaction committed. */
interface Committed {
  readonly change: AnyChange;
  readonly idempotencyKey: string;
}

const START = Date.UTC(2026, 10, 21);
const kinds = ['changed', 'corrected', 'erased', 'removed'];

/**
 * A state table with its stream, publisher, topic, a reaction to each kind of record, and a subscriber
 * that only applies what it gets. Each invocation runs in a process of its own, which may die at any
 * call of a port.
 */
export const world = (
  fate: Fate,
  {
    whim = () => 'takes',
    system = { publish, react },
    batchSize = 4,
    known,
  }: {
    readonly whim?: (publication: Publication) => Whim;
    readonly system?: System;
    readonly batchSize?: number;
    /** Milliseconds within which topic and queues drop what they got. */
    readonly known?: number | undefined;
  } = {},
) => {
  const clock: Clock = { time: START };
  const stream = tableStream(batchSize);
  const writes: Written[] = [];
  const tables = inMemoryTables((written) => {
    writes.push(written);
    stream.write(written);
  });
  const unpublished: UnpublishedChange[] = [];
  /** What the subscriber got, in order. */
  const got: AnyChange[] = [];
  const subscriberQueue = fifoQueue(clock, known);
  const log = linesLog();

  const reactionTo = (object: string) => ({
    queue: fifoQueue(clock, known),
    ledger: memoryLedger(),
    definition: (step: Process['step']): AnyReactionDefinition => ({
      ...{ on: { object, kind: kinds }, errorImpact: 'none' },
      handle: async ({ change, idempotencyKey }) => {
        await step(() => {});
        const body = { S: JSON.stringify({ change, idempotencyKey } satisfies Committed) };
        return { transact: [{ Put: { TableName: 'copies', Item: { body } } }] };
      },
    }),
  });
  type Reaction = ReturnType<typeof reactionTo>;
  const reactions = new Map<string, Reaction>();
  const reactionOf = (object: string): Reaction => {
    const reaction = reactions.get(object) ?? reactionTo(object);
    reactions.set(object, reaction);
    return reaction;
  };

  const deliver = (message: Sent, object: string): void => {
    subscriberQueue.send(message);
    reactionOf(object).queue.send(message);
  };
  const topic = fifoTopic(clock, deliver, whim, known);

  const runPublisher = (Records: Parameters<typeof publish>[0]['Records']) =>
    fate.run(({ step, read }) =>
      system.publish(
        { Records },
        {
          topic: {
            publish: (publications) =>
              step(() => topic.publish(publications)).catch(() =>
                publications.map(() => ({ isFinal: false, reason: 'Broken' })),
              ),
          },
          unpublished: { keep: (change) => step(() => void unpublished.push(change)) },
          log,
          now: () => read(() => clock.time),
          pause: (milliseconds) =>
            step(() => {
              clock.time += milliseconds;
            }),
          timeout: 60_000,
        },
      ),
    );

  /** Lets a queue's function handle a batch; Lambda deletes what it does not report. */
  const poll = async (
    queue: FifoQueue,
    size: number,
    handle: (batch: SQSEvent, process: Process) => Promise<readonly string[]>,
  ): Promise<void> => {
    const Records: SQSRecord[] = [...queue.receive(size)];
    if (Records.length === 0) return;
    const failed = await fate.run((process) => handle({ Records }, process));
    for (const { messageId } of Records)
      if (failed !== undefined && !failed.includes(messageId)) queue.delete(messageId);
  };

  const pollReaction = ({ queue, ledger, definition }: Reaction, size: number): Promise<void> =>
    poll(queue, size, async (batch, { step, read }) => {
      const { batchItemFailures } = await system.react(batch, {
        name: 'copy',
        definition: definition(step),
        ledger: {
          read: async (key) => step(() => ledger.read(key)),
          commit: async (noting, transact) => step(() => ledger.commit(noting, transact)),
        },
        inbox: { postpone: (handle, seconds) => step(() => queue.hide(handle, seconds)) },
        ...{ log, now: () => read(() => clock.time), changeTimeout: 60_000, batchTimeout: 60_000 },
      });
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    });

  return {
    ...{ clock, stream, tables, writes, unpublished, got, log },
    committed: (): readonly Committed[] =>
      [...reactions.values()].flatMap(({ ledger }) =>
        ledger.committed.map(({ Put }): Committed => JSON.parse(Put?.Item?.['body']?.S ?? '')),
      ),
    deadLetters: () => [...reactions.values()].flatMap(({ queue }) => queue.deadLetters),
    pollStream: async (choice: number): Promise<void> => {
      const readable = stream.readable();
      const shard = readable[choice % readable.length];
      if (shard !== undefined) await stream.poll(shard, runPublisher);
    },
    pollSubscriber: (size: number): Promise<void> =>
      poll(subscriberQueue, size, async ({ Records }, { step }) => {
        for (const { body } of Records) await step(() => void got.push(JSON.parse(body)));
        return [];
      }),
    pollReactions: async (size: number): Promise<void> => {
      for (const reaction of reactions.values()) await pollReaction(reaction, size);
    },
    /** Sends changes of a record to its reaction again, as `changes replay` does. */
    replay: (changes: readonly AnyChange[], run: number): void => {
      for (const change of changes) {
        const { body, groupId } = messageOf(change);
        const deduplicationId = sha256(`${run} ${body}`);
        reactionOf(change.object).queue.send({ body, groupId, deduplicationId });
      }
    },
    /** When the next message waits for somebody; undefined when all queues are empty. */
    next: (): number | undefined => {
      const queues = [subscriberQueue, ...[...reactions.values()].map(({ queue }) => queue)];
      const times = queues.flatMap((queue) => queue.next() ?? []);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
};
export type World = ReturnType<typeof world>;

/** Lets everything that waits in a world be done. @throws when it never is. */
export const settle = async (one: World): Promise<void> => {
  for (let round = 0; round < 5_000; round += 1) {
    if (one.stream.readable().length > 0) await one.pollStream(round);
    const next = one.next();
    if (next === undefined && one.stream.readable().length === 0) return;
    if (next !== undefined) one.clock.time = Math.max(one.clock.time, next);
    await one.pollSubscriber(10);
    await one.pollReactions(10);
  }
  throw new Error('This world never comes to rest.');
};
