import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { hasRecords } from '../../../../functions/shared/domain.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import { readTogether } from '../../../../functions/shared/query/records.ts';
import { join, sameRecord } from '../../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { dynamodbStore } from '../../../../functions/shared/store/dynamodb.ts';
import { applyVerdict } from '../../../../functions/shared/store/effect.ts';
import { wrongIndexKeys } from '../../../../functions/shared/store/index-keys.ts';
import { judgeArchived } from '../../../../functions/shared/store/judge-archived.ts';
import type { ArchivedEvent, Store } from '../../../../functions/shared/store/store.ts';
import type { Target } from '../../pipeline/target.ts';
import { failureOf } from '../../terminal/failure.ts';
import { answerOf, type ReplayAnswer } from './answer.ts';

/** How a replay runs. */
export interface ReplayOptions {
  /** Called with each answer as it comes. */
  readonly onAnswer: (answer: ReplayAnswer) => void;
  /** Writes nothing: the answers state what would change. It cannot foresee refusals by DynamoDB. */
  readonly dryRun?: boolean;
  /** Once aborted, no further event is begun. */
  readonly signal?: AbortSignal;
  /** The runtime of the owner of an event name; today's code by default. */
  readonly runtimeOf?: (eventName: string) => Promise<DomainRuntime>;
}

/** Concurrent events: enough to keep a table busy, few enough not to starve traffic. */
const CONCURRENCY = 32;
/** Of a dry run, which reads their records in one request. */
const DRY_CONCURRENCY = 100;

type Writes = Pick<Store, 'apply' | 'settle'>;

const writing = ({ dynamodb, tables }: Target, { domain }: DomainRuntime): Writes =>
  dynamodbStore(
    dynamodb,
    {
      events: tables.events.name,
      ...(hasRecords(domain) && { state: tables.of(domain).name }),
    },
    domain,
  );

/** Reports what each record would do, by the current record at its key. */
const rehearsing = ({ tables }: Target, { domain }: DomainRuntime): Writes => {
  const stored = hasRecords(domain) ? readTogether(tables.of(domain)) : undefined;
  return {
    apply: async (record) => {
      const read = await stored?.(record);
      const joined = read ? join(read, record) : record;
      if (joined.version !== record.version) return 'superseded';
      const isStored =
        read && sameRecord(read, joined) && wrongIndexKeys(read, domain).length === 0;
      return isStored ? 'unchanged' : 'written';
    },
    settle: async () => {},
  };
};

/**
 * Runs archived events through today's projections as if they came now, concurrently: records first, then
 * the outcome of each. Nothing is skipped for having been seen before, and doing it twice does no
 * harm: an interrupted replay is run again.
 */
export const replay = async (
  target: Target,
  events: AsyncGenerator<ArchivedEvent>,
  { onAnswer, dryRun, signal, runtimeOf = (name) => loadRuntime(ownerOf(name)) }: ReplayOptions,
): Promise<void> => {
  const createStore = dryRun ? rehearsing : writing;
  const stores = new Map<string, Writes>();
  const storeOf = (runtime: DomainRuntime): Writes => {
    const { name } = runtime.domain;
    const store = stores.get(name) ?? createStore(target, runtime);
    stores.set(name, store);
    return store;
  };

  const replayOne = async (event: ArchivedEvent): Promise<ReplayAnswer> => {
    const runtime = await runtimeOf(event.name ?? '');
    const domain = runtime.domain.name;
    const { id: eventId, digest, name } = event;
    const facts = { eventId, digest, name, domain };
    try {
      const verdict = judgeArchived(event, runtime);
      const taken = await applyVerdict(verdict, { ...event, domain }, storeOf(runtime));
      return { ...facts, ...answerOf(event, taken) };
    } catch (error) {
      if (failureOf(error)) throw error;
      // The message of an error may quote the body.
      const because = error instanceof Error ? error.name : 'an error';
      return { ...facts, answer: 'failed', because };
    }
  };

  await concurrently(
    events,
    dryRun ? DRY_CONCURRENCY : CONCURRENCY,
    async (event) => onAnswer(await replayOne(event)),
    signal,
  );
};
