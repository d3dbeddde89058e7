import { setTimeout as pause } from 'node:timers/promises';
import { ownerOf } from '../../../../functions/runtimes.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { fieldsOf } from '../../../../functions/shared/query/difference.ts';
import { headlineOf } from '../../../../functions/shared/store/archive-item.ts';
import { domainNamed } from '../../pipeline/names.ts';
import type { Reader } from '../../pipeline/records.ts';
import type { Scenario, ScenarioEvent } from './scenarios.ts';
import { type FoundRecord, type RecordVerdict, verdictsOn } from './verdict.ts';

/** The result of a scenario. */
export interface ScenarioResult {
  readonly rows: readonly RecordVerdict[];
  /** Events that the archive does not hold as they were sent. */
  readonly unarchived: readonly ScenarioEvent[];
  /** Events that could not be projected. */
  readonly unprojected: readonly ScenarioEvent[];
}

export interface ResultOptions {
  /** Milliseconds to wait at most. */
  readonly timeout: number;
  /** Counts the messages that no consumer has finished with. */
  readonly waiting: () => Promise<number>;
  readonly onPoll: (archived: number) => void;
  readonly signal: AbortSignal;
}

const PAUSE_MILLISECONDS = 250;
/** SQS counts approximately: this many empty polls in a row before a difference is reported. */
const EMPTY_POLLS = 4;
/** Where messages of others keep coming: this many matching polls in a row. */
const MATCHING_POLLS = 12;

/** Whether everything is as the scenario expects. */
export const isAsExpected = ({ rows: records, unarchived, unprojected }: ScenarioResult): boolean =>
  unarchived.length + unprojected.length === 0 &&
  records.every(({ verdict }) => verdict === 'as expected');

/** The stored records of a scenario's objects. */
const recordsOf = async (
  reader: Reader,
  { expected }: Scenario,
): Promise<readonly FoundRecord[]> => {
  const objects = new Map(expected.map(({ domain, pk }) => [`${domain} ${pk}`, { domain, pk }]));
  const found = [...objects.values()].map(async ({ domain, pk }) =>
    (await reader.object(domainNamed(domain), pk)).map((item) => ({
      domain,
      pk,
      sk: item['sk']?.S ?? '',
      fields: fieldsOf(item),
    })),
  );
  return (await Promise.all(found)).flat();
};

/** The archived outcome of an event; undefined where the archive does not hold this body. */
const outcomeOf = async (reader: Reader, { id, body }: ScenarioEvent) => {
  const digest = sha256(body);
  const items = await reader.event(id);
  return items.map(headlineOf).find((headline) => headline.digest === digest)?.outcome;
};

/** Adds the outcomes of the events that have been archived meanwhile. */
const readOutcomes = async (
  reader: Reader,
  { events }: Scenario,
  archived: Map<string, string>,
): Promise<void> => {
  for (const event of events) {
    if (archived.has(event.id)) continue;
    const outcome = await outcomeOf(reader, event);
    if (outcome !== undefined) archived.set(event.id, outcome);
  }
};

const resultNow = async (
  reader: Reader,
  scenario: Scenario,
  archived: ReadonlyMap<string, string>,
): Promise<ScenarioResult> => ({
  rows: verdictsOn(scenario.expected, await recordsOf(reader, scenario)),
  unarchived: scenario.events.filter(({ id }) => !archived.has(id)),
  unprojected: scenario.events.filter(({ id }) => (archived.get(id) ?? 'accepted') !== 'accepted'),
});

/** Decides from polls in a row whether a result is final. */
const createSettling = () => {
  let empty = 0;
  let matching = 0;
  return (isMatch: boolean, isEmpty: boolean): boolean => {
    empty = isEmpty ? empty + 1 : 0;
    matching = isMatch ? matching + 1 : 0;
    return matching > 0 ? empty > 0 || matching >= MATCHING_POLLS : empty >= EMPTY_POLLS;
  };
};

/**
 * Polls until a scenario's events are archived and applied, and compares its records: done when they
 * are as expected and the queues are empty, when they differ and the queues have been empty for a
 * while, or at the timeout.
 */
export const resultOf = async (
  reader: Reader,
  scenario: Scenario,
  { timeout, waiting, onPoll, signal }: ResultOptions,
): Promise<ScenarioResult> => {
  const deadline = Date.now() + timeout;
  const archived = new Map<string, string>();
  const isSettled = createSettling();
  for (;;) {
    await readOutcomes(reader, scenario, archived);
    onPoll(archived.size);
    const isEmpty = (await waiting()) === 0;
    const result = await resultNow(reader, scenario, archived);
    const settled = isSettled(isAsExpected(result), isEmpty);
    if (settled || Date.now() >= deadline || signal.aborted) return result;
    await pause(PAUSE_MILLISECONDS);
  }
};

/** The domains that a scenario's events belong to. */
export const domainsOf = ({ events }: Scenario): readonly string[] => [
  ...new Set(events.map(({ name }) => ownerOf(name).name)),
];
