import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import { judge } from '../../../functions/shared/event/judge.ts';
import { dynamodbStore } from '../../../functions/shared/store/dynamodb.ts';
import { takeEffect } from '../../../functions/shared/store/effect.ts';
import { join, sameRow } from '../../../functions/shared/store/row.ts';
import type { ArchivedEvent, Store } from '../../../functions/shared/store/store.ts';
import { failureOf } from '../failure.ts';
import { loadRuntime, ownerOf } from '../runtime.ts';
import { rowKey, rowsAt } from '../target/rows.ts';
import { type Target, tableOf } from '../target/target.ts';
import { type Answer, answerOf } from './answer.ts';

/** How a replay runs. */
export interface ReplayOptions {
  /** Is told each answer as it comes. */
  readonly onAnswer: (answer: Answer) => void;
  /** Writes nothing: the answers say what would be. What DynamoDB would refuse it cannot know. */
  readonly dryRun?: boolean;
  /** Begins no further event once aborted. */
  readonly signal?: AbortSignal;
  /** How the owner of an event name runs; by default as today's code has it. */
  readonly runtimeOf?: (eventName: string) => Promise<DomainRuntime>;
}

/** Events at once: enough to keep a table busy, few enough to leave traffic its share. */
const PARALLEL = 32;

type Writes = Pick<Store, 'apply' | 'settle'>;

const writing = (target: Target, domain: string): Writes => {
  const state = target.outputs.tables[domain];
  const events = tableOf(target, 'events');
  return dynamodbStore(target.dynamodb, { events, ...(state === undefined ? {} : { state }) });
};

/** Tells what each row would do by what stands there. */
const rehearsing = (target: Target, domain: string): Writes => ({
  apply: async (row) => {
    const read = (await rowsAt(target, domain, [row])).get(rowKey(row));
    const joined = read ? join(read, row) : row;
    if (joined.version !== row.version) return 'superseded';
    return read && sameRow(read, joined) ? 'unchanged' : 'written';
  },
  settle: async () => {},
});

/**
 * Runs archived events through today's projections as if they came now, side by side: rows first,
 * then what became of each. Nothing is skipped for having been seen before, and doing it twice does
 * no harm, so that a replay that was broken off is simply begun again.
 */
export const replay = async (
  target: Target,
  events: AsyncGenerator<ArchivedEvent>,
  { onAnswer, dryRun, signal, runtimeOf = (name) => loadRuntime(ownerOf(name)) }: ReplayOptions,
): Promise<void> => {
  const storeOf = dryRun ? rehearsing : writing;

  const replayOne = async (event: ArchivedEvent): Promise<Answer> => {
    const runtime = await runtimeOf(event.name ?? '');
    const domain = runtime.domain.name;
    const { id: eventId, digest, name } = event;
    const facts = { eventId, digest, name, domain };
    try {
      const verdict = judge({ body: event.body, receipt: event }, runtime);
      const taken = await takeEffect(verdict, { ...event, domain }, storeOf(target, domain));
      return { ...facts, ...answerOf(event, taken) };
    } catch (error) {
      if (failureOf(error)) throw error;
      // What an error says may quote the body.
      const because = error instanceof Error ? error.name : 'an error';
      return { ...facts, answer: 'failed', because };
    }
  };

  // The workers share one generator: each takes the next event, and one that throws ends it for all.
  const worker = async (): Promise<void> => {
    for await (const event of events) {
      if (signal?.aborted) return;
      onAnswer(await replayOne(event));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
};
