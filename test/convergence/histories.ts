import * as fc from 'fast-check';
import type { Delivery } from '../../functions/shared/event/message.ts';
import {
  type ApiVersion,
  apiVersions,
  type Course,
  type HistoricEvent,
  type HistoryStep,
  type ObjectHistory,
  START,
} from '../../functions/shared/histories.ts';
import { delivery } from '../support/tables/expected-records.ts';

/** What one step is made of. */
interface Leg extends Pick<HistoryStep, 'clock' | 'sparse'> {
  /** Which of the states that can follow. */
  readonly choice: number;
  /** Seconds since the step before. */
  readonly gap: number;
}

const choice = fc.nat({ max: 60 });

const anyLeg: fc.Arbitrary<Leg> = fc.record({
  choice,
  // Ties are usual.
  gap: fc.constantFrom(0, 0, 1, 2, 3_600),
  clock: fc.oneof(
    { weight: 9, arbitrary: fc.constant('plain' as const) },
    { weight: 1, arbitrary: fc.constantFrom('undated', 'future', 'past') },
  ),
  sparse: fc.boolean(),
});

/** Steps apart, each of which states when it was. */
const datedLeg: fc.Arbitrary<Leg> = fc.record({
  choice,
  gap: fc.constantFrom(1, 2, 3_600),
  clock: fc.constant('plain' as const),
  sparse: fc.boolean(),
});

/** The events of any number of steps of a course. */
const eventsOf = (
  { first, next, most, events }: Course,
  leg: fc.Arbitrary<Leg>,
): fc.Arbitrary<readonly HistoricEvent[]> =>
  fc.array(leg, { minLength: 1, maxLength: most, size: '+1' }).map((legs) => {
    const steps: HistoryStep[] = [];
    let at = START;
    for (const { choice, gap, ...moment } of legs) {
      const last = steps.at(-1);
      const options = last === undefined ? [first] : (next[last.state] ?? []);
      const state = options[choice % options.length];
      if (state === undefined) break;
      at += gap * 1_000;
      steps.push({ ...moment, at, state, index: steps.length });
    }
    return steps.flatMap((step) => events(step, steps));
  });

/** Everything that can happen in a history. */
export const historic = ({ courses }: ObjectHistory): fc.Arbitrary<readonly HistoricEvent[]> =>
  fc.tuple(...courses.map((course) => eventsOf(course, anyLeg))).map((events) => events.flat());

/** The events of a course, in their order, none in the same second as that of another step. */
export const dated = (course: Course): fc.Arbitrary<readonly HistoricEvent[]> =>
  eventsOf(course, datedLeg);

/** One event of each state of a course, as if an object began in it. */
export const ofEachState = ({ first, next, events }: Course): readonly HistoricEvent[] =>
  [...new Set([first, ...Object.keys(next), ...Object.values(next).flat()])].flatMap((state) => {
    const step: HistoryStep = { state, index: 0, at: START, clock: 'plain', sparse: false };
    return events(step, [step]);
  });

/** A history as it was delivered: in the order of its events, and in the order of arrival. */
interface Deliveries {
  readonly inOrder: readonly Delivery[];
  readonly arriving: readonly Delivery[];
}

const MINUTE = 60_000;

/**
 * Delivers a history: each event in one or two API versions (of as many subscriptions), once or
 * repeatedly, in any order. What states no time of its own is sent again under the first send time,
 * since that orders it.
 */
export const deliveredFrom = (history: ObjectHistory): fc.Arbitrary<Deliveries> =>
  historic(history).chain((events) => {
    const manner = fc.record({
      versions: fc.subarray<ApiVersion>([...apiVersions], { minLength: 1, maxLength: 2 }),
      repeats: fc.constantFrom(0, 0, 1, 2),
    });
    return fc
      .tuple(...events.map((event) => manner.map((how) => ({ ...how, event }))))
      .map((manners) =>
        manners.flatMap(({ versions, repeats, event: { write, sentAt, dated } }) =>
          versions.flatMap((version) =>
            Array.from({ length: repeats + 1 }, (_, time) =>
              delivery(write(version), sentAt + (dated ? time * MINUTE : 0)),
            ),
          ),
        ),
      )
      .chain((inOrder) =>
        fc
          .shuffledSubarray(inOrder, { minLength: inOrder.length })
          .map((arriving) => ({ inOrder, arriving })),
      );
  });
