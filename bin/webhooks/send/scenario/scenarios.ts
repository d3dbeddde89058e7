import { commandLine } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { nearNames } from '../../terminal/near.ts';
import { createGenerator, eventId } from './generator.ts';
import type { ExpectedRecord } from './script.ts';
import { scripts } from './scripts.ts';
import { nameOf, write } from './write.ts';

/** An event of a scenario, ready to be signed. */
export interface ScenarioEvent {
  readonly name: string;
  readonly id: string;
  readonly body: Buffer;
}

/** A scenario of one seed and time: what to send, and what the tables must hold afterwards. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly summary: string;
  readonly seed: string;
  /** When it ends, epoch milliseconds. */
  readonly at: number;
  /** In the order in which they happened. */
  readonly events: readonly ScenarioEvent[];
  /** Every record of every object of the scenario, with the attributes that it checks. */
  readonly expected: readonly ExpectedRecord[];
  /** Commands that show the result. */
  readonly followUp: readonly string[];
}

/** The scenarios, each with a summary in a sentence. */
export const scenarioNames: readonly Pick<Scenario, 'name' | 'summary'>[] = scripts.map(
  ({ name, about }) => ({ name, summary: about }),
);

/**
 * A scenario, the same for the same seed and time: objects and amounts follow from the seed alone,
 * so that another time gives further events of the same objects.
 * @param at when its last event happens, epoch milliseconds.
 * @throws Failure when there is none of that name.
 */
export const scenarioNamed = (name: string, seed: string, at: number): Scenario => {
  const script = scripts.find((one) => one.name === name);
  if (!script) {
    const near = nearNames(
      name,
      scripts.map((one) => one.name),
    );
    const guess = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
    throw new Failure(
      `There is no scenario "${name}".${guess} They are listed by: ${commandLine('scenario')}`,
      exitCodes.notFound,
    );
  }
  const end = Math.floor(at / 1_000) * 1_000;
  const generator = createGenerator(`${name} ${seed}`, end - script.lasts, script.version);
  const { events, expected, followUp } = script.build(generator);
  return {
    name,
    summary: script.about,
    seed,
    at: end,
    events: events.map((event, index) => {
      const id = eventId(seed, `${name} ${end} ${index}`, script.version);
      return { name: nameOf(event), id, body: write(event, id, generator, script) };
    }),
    expected,
    followUp,
  };
};
