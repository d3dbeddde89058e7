import { setTimeout as pause } from 'node:timers/promises';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { headlineOf } from '../../../functions/shared/store/event-item.ts';
import { fieldsOf } from '../difference.ts';
import { ownerOf } from '../runtime.ts';
import type { Reader } from '../target/reader.ts';
import type { Scenario, ScenarioEvent } from './scenarios.ts';
import { type FoundRow, type RowVerdict, verdictsOn } from './verdict.ts';

/** Where a scenario has come to. */
export interface Ending {
  readonly rows: readonly RowVerdict[];
  /** Events that the archive does not hold as they were sent. */
  readonly unarchived: readonly ScenarioEvent[];
  /** Events that could not be projected. */
  readonly unprojected: readonly ScenarioEvent[];
}

export interface EndingOptions {
  /** Milliseconds to wait at most. */
  readonly patience: number;
  /** Messages of the pipeline that no consumer has finished with. */
  readonly waiting: () => Promise<number>;
  readonly onLook: (archived: number) => void;
  readonly signal: AbortSignal;
}

const PAUSE_MILLISECONDS = 250;
/** SQS counts about: so often there must be nothing on its way before anything is wrong. */
const QUIET_LOOKS = 4;
/** Where others' messages never end: so often everything must be right. */
const RIGHT_LOOKS = 12;

/** Whether everything is as the scenario says. */
export const isAsTold = ({ rows, unarchived, unprojected }: Ending): boolean =>
  unarchived.length + unprojected.length === 0 &&
  rows.every(({ verdict }) => verdict === 'as told');

/** The rows about a scenario's objects. */
const rowsOf = async (reader: Reader, { expected }: Scenario): Promise<readonly FoundRow[]> => {
  const objects = new Map(expected.map(({ domain, pk }) => [`${domain} ${pk}`, { domain, pk }]));
  const found = [...objects.values()].map(async ({ domain, pk }) =>
    (await reader.object(domain, pk)).map((item) => ({
      domain,
      pk,
      sk: item['sk']?.S ?? '',
      fields: fieldsOf(item),
    })),
  );
  return (await Promise.all(found)).flat();
};

/** What the archive says of an event: its outcome, undefined where it does not hold this body. */
const outcomeOf = async (reader: Reader, { id, body }: ScenarioEvent) => {
  const digest = sha256(body);
  const items = await reader.event(id);
  return items.map(headlineOf).find((headline) => headline.digest === digest)?.outcome;
};

/**
 * Waits until a scenario's events are archived and applied, and looks at its rows: done when they
 * are as told and nothing is on its way, when they are not and nothing has been for a while, or
 * when patience ends.
 */
export const endingOf = async (
  reader: Reader,
  scenario: Scenario,
  { patience, waiting, onLook, signal }: EndingOptions,
): Promise<Ending> => {
  const deadline = Date.now() + patience;
  const archived = new Map<string, string>();
  let quiet = 0;
  let right = 0;
  for (;;) {
    for (const event of scenario.events) {
      if (archived.has(event.id)) continue;
      const outcome = await outcomeOf(reader, event);
      if (outcome !== undefined) archived.set(event.id, outcome);
    }
    onLook(archived.size);
    quiet = (await waiting()) === 0 ? quiet + 1 : 0;
    const ending = {
      rows: verdictsOn(scenario.expected, await rowsOf(reader, scenario)),
      unarchived: scenario.events.filter(({ id }) => !archived.has(id)),
      unprojected: scenario.events.filter(
        ({ id }) => (archived.get(id) ?? 'accepted') !== 'accepted',
      ),
    };
    right = isAsTold(ending) ? right + 1 : 0;
    const settled = right > 0 ? quiet > 0 || right >= RIGHT_LOOKS : quiet >= QUIET_LOOKS;
    if (settled || Date.now() >= deadline || signal.aborted) return ending;
    await pause(PAUSE_MILLISECONDS);
  }
};

/** The domains that a scenario's events belong to. */
export const domainsOf = ({ events }: Scenario): readonly string[] => [
  ...new Set(events.map(({ name }) => ownerOf(name).name)),
];
