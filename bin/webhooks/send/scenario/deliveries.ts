import { chance } from './generator.ts';
import type { Scenario, ScenarioEvent } from './scenarios.ts';

/** The arrival of a scenario's events. */
export interface Arrival {
  /** In another order than the events happened. */
  readonly shuffle: boolean;
  /** The share of the events that are delivered a second time, 0–1. */
  readonly duplicate: number;
}

/** A scenario's deliveries in the order of their arrival, the same for the same seed. */
export const scriptedDeliveries = (
  { seed, events }: Scenario,
  { shuffle, duplicate }: Arrival,
): readonly ScenarioEvent[] => {
  const position = (label: string, index: number): number =>
    shuffle ? chance(seed, `${label} ${index}`) : index;
  const first = events.map((event, index) => ({ event, position: position('first', index) }));
  const repeated = events.flatMap((event, index) => {
    if (chance(seed, `again ${index}`) >= duplicate) return [];
    // After the first delivery, unless the order is random.
    const later = chance(seed, `later ${index}`) * (events.length - index);
    return [{ event, position: shuffle ? position('second', index) : index + later }];
  });
  return [...first, ...repeated].sort((a, b) => a.position - b.position).map(({ event }) => event);
};
