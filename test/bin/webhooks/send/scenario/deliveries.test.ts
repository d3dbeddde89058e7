import * as fc from 'fast-check';
import { scriptedDeliveries } from '../../../../../bin/webhooks/send/scenario/deliveries.ts';
import { scenarioNamed } from '../../../../../bin/webhooks/send/scenario/scenarios.ts';

const arriving = (seed: string, shuffle: boolean, duplicate: number) => {
  const scenario = scenarioNamed('dispute-through-arbitration', seed, Date.UTC(2026, 8, 1));
  const sent = scenario.events.map(({ id }) => id);
  return {
    sent,
    arrived: scriptedDeliveries(scenario, { shuffle, duplicate }).map(({ id }) => id),
  };
};

describe('the deliveries of a scenario', () => {
  it('are its events in their order', () => {
    const { sent, arrived } = arriving('seed', false, 0);
    expect(arrived).toEqual(sent);
  });

  it('are each of its events at least once, in any order, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, duplicate) => {
        const { sent, arrived } = arriving(seed, true, duplicate);
        expect(new Set(arrived)).toEqual(new Set(sent));
        expect(arriving(seed, true, duplicate).arrived).toEqual(arrived);
      }),
      { numRuns: 20 },
    );
    const orders = ['a', 'b', 'c'].map((seed) => {
      const { sent, arrived } = arriving(seed, true, 0);
      return arrived.map((id) => sent.indexOf(id)).join();
    });
    expect(new Set(orders).size).toBe(3);
  });

  it('are all of them twice where all are to be duplicated, the second after the first', () => {
    const { sent, arrived } = arriving('seed', false, 1);
    expect(arrived).toHaveLength(2 * sent.length);
    const firsts = arrived.filter((id, index) => arrived.indexOf(id) === index);
    expect(firsts).toEqual(sent);
  });
});
