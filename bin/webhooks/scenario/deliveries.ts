import { chance } from './pen.ts';
import type { Scenario, ScenarioEvent } from './scenarios.ts';

/** How a scenario arrives. */
export interface Arrival {
  /** In another order than it happened in. */
  readonly shuffle: boolean;
  /** The share of the events that are delivered a second time, 0–1. */
  readonly duplicate: number;
}

/** A scenario's deliveries in the order of their arrival, the same for the same seed. */
export const deliveriesOf = (
  { seed, events }: Scenario,
  { shuffle, duplicate }: Arrival,
): readonly ScenarioEvent[] => {
  const place = (label: string, index: number): number =>
    shuffle ? chance(seed, `${label} ${index}`) : index;
  const first = events.map((event, index) => ({ event, place: place('first', index) }));
  const again = events.flatMap((event, index) => {
    if (chance(seed, `again ${index}`) >= duplicate) return [];
    // Some time after the first, unless everything arrives anyhow.
    const later = chance(seed, `later ${index}`) * (events.length - index);
    return [{ event, place: shuffle ? place('second', index) : index + later }];
  });
  return [...first, ...again].sort((a, b) => a.place - b.place).map(({ event }) => event);
};
