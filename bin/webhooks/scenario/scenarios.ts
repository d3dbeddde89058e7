import { commandLine } from '../command-line.ts';
import { exitCodes, Failure } from '../failure.ts';
import { nearNames } from '../near.ts';
import { createPen, eventId } from './pen.ts';
import { stories } from './stories.ts';
import type { ExpectedRow } from './story.ts';
import { nameOf, write } from './write.ts';

/** An event of a scenario, ready to be signed. */
export interface ScenarioEvent {
  readonly name: string;
  readonly id: string;
  readonly body: Buffer;
}

/** A story told once: what to send, and what the tables must hold then. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly story: string;
  readonly seed: string;
  /** When it ends, epoch milliseconds. */
  readonly at: number;
  /** In the order in which they happened. */
  readonly events: readonly ScenarioEvent[];
  /** Every row about every object of the story, with the attributes that it is about. */
  readonly expected: readonly ExpectedRow[];
  /** Commands that show what came of it. */
  readonly look: readonly string[];
}

/** The scenarios, each with its story in a sentence. */
export const scenarioNames: readonly Pick<Scenario, 'name' | 'story'>[] = stories.map(
  ({ name, about }) => ({ name, story: about }),
);

/**
 * A scenario, the same for the same seed and time: objects and amounts follow from the seed alone,
 * so that another time tells more of the same objects.
 * @param at when its last event happens, epoch milliseconds.
 * @throws Failure when there is none of that name.
 */
export const scenarioNamed = (name: string, seed: string, at: number): Scenario => {
  const story = stories.find((one) => one.name === name);
  if (!story) {
    const near = nearNames(
      name,
      stories.map((one) => one.name),
    );
    const guess = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
    throw new Failure(
      `There is no scenario "${name}".${guess} They are listed by: ${commandLine('scenario')}`,
      exitCodes.notFound,
    );
  }
  const end = Math.floor(at / 1_000) * 1_000;
  const pen = createPen(`${name} ${seed}`, end - story.lasts, story.version);
  const { events, expected, look } = story.tell(pen);
  return {
    name,
    story: story.about,
    seed,
    at: end,
    events: events.map((told, index) => {
      const id = eventId(seed, `${name} ${end} ${index}`, story.version);
      return { name: nameOf(told), id, body: write(told, id, pen, story) };
    }),
    expected,
    look,
  };
};
