import * as fc from 'fast-check';
import {
  type ScenarioEvent,
  scenarioNamed,
  scenarioNames,
} from '../../../../../bin/webhooks/send/scenario/scenarios.ts';
import { verdictsOn } from '../../../../../bin/webhooks/send/scenario/verdict.ts';
import { loadRuntime, ownerOf } from '../../../../../functions/runtimes.ts';
import { readEnvelope } from '../../../../../functions/shared/event/envelope.ts';
import { fieldsOf } from '../../../../../functions/shared/query/difference.ts';
import { toItem } from '../../../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../../../functions/shared/store/state-item.ts';
import { driftIn } from '../../../../support/drift.ts';
import { delivery, joined, recordsFrom } from '../../../../support/tables/expected-records.ts';

const AT = Date.UTC(2026, 8, 1, 12);

/** The records that events set in the given order. */
const recordsAfter = async (events: readonly ScenarioEvent[]) => {
  const perEvent = await Promise.all(
    events.map(async ({ name, body }) => {
      const domain = ownerOf(name);
      const [records = []] = recordsFrom([delivery(body, AT)], await loadRuntime(domain));
      return records.map((record) => ({ domain: domain.name, row: record }));
    }),
  );
  const all = perEvent.flat();
  return [...new Set(all.map(({ domain }) => domain))].flatMap((domain) =>
    [...joined(all.filter((one) => one.domain === domain).map(({ row }) => row)).values()].map(
      (row) => ({ domain, pk: row.pk, sk: row.sk, fields: fieldsOf(toItem(stateItem(row))) }),
    ),
  );
};

describe.each(scenarioNames.map(({ name }) => name))('the scenario %s', (name) => {
  it('ends with the expected records, in any order and however often delivered', async () => {
    const arrivals = fc.record({ seed: fc.string(), order: fc.infiniteStream(fc.nat()) });
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ seed, order }) => {
        const { events, expected } = scenarioNamed(name, seed, AT);
        const arriving = [...events, ...events]
          .map((event) => ({ event, place: order.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event);
        const wrong = verdictsOn(expected, await recordsAfter(arriving)).filter(
          ({ verdict }) => verdict !== 'as expected',
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('has shapes and values that the schemas know', async () => {
    for (const { name: event, body } of scenarioNamed(name, 'seed', AT).events) {
      const runtime = await loadRuntime(ownerOf(event));
      expect({ event, drift: driftIn(JSON.parse(body.toString()), runtime) }).toEqual({
        event,
        drift: [],
      });
    }
  });

  it('happens in order and ends at the given time', () => {
    const { events } = scenarioNamed(name, 'seed', AT + 999);
    const times = events.map(({ body }) => readEnvelope(body)?.createdAt ?? '');
    expect(times).toEqual([...times].sort());
    expect(times.at(-1)).toBe(new Date(AT).toISOString());
  });

  it('is the same for the same seed and time, and has other objects for another seed', () => {
    const bodies = (seed: string, at: number) =>
      scenarioNamed(name, seed, at).events.map(({ body }) => body.toString());
    expect(bodies('a', AT)).toEqual(bodies('a', AT));
    const keys = (seed: string) => scenarioNamed(name, seed, AT).expected.map(({ pk }) => pk);
    expect(keys('a').filter((pk) => keys('b').includes(pk))).toEqual([]);
    const ids = (seed: string, at: number) =>
      scenarioNamed(name, seed, at).events.map(({ id }) => id);
    expect(new Set([...ids('a', AT), ...ids('b', AT), ...ids('a', AT + 1_000)]).size).toBe(
      3 * ids('a', AT).length,
    );
  });
});

it('suggests names close to that of an unknown scenario', () => {
  expect(() => scenarioNamed('chekout', 'seed', AT)).toThrow(
    'There is no scenario "chekout". Did you mean checkout? They are listed by: npm run webhooks -- scenario',
  );
  expect(() => scenarioNamed('dispute', 'seed', AT)).toThrow('Did you mean dispute-lost,');
  expect(() => scenarioNamed('?', 'seed', AT)).toThrow('There is no scenario "?". They are');
});
