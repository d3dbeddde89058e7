import * as fc from 'fast-check';
import { historic } from '../../../../convergence/histories.ts';
import { historiesOf, runtimes } from '../../../../support/runtimes.ts';
import { useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import type { Signed } from '../../../../support/void/voiding.ts';
import { createWorld, entryOf, liveIsVoid, undone } from '../../../../support/void/voiding.ts';
import { isOwn } from '../../../../support/webhook.ts';

// Whole worlds in each run.
jest.setTimeout(300_000);

const dynamodb = useDynamoDb();
const histories = runtimes.flatMap(({ domain }) => historiesOf(domain));

/** How an event is delivered: by which secrets, in this order. */
const labels = fc.constantFrom<readonly Signed['label'][]>(
  ['live'],
  ['next'],
  ['live', 'next'],
  ['next', 'live'],
  ['live', 'live', 'next'],
);

/** The deliveries of a coherent history, shuffled, and how many of them come before a rule. */
const deliveries = fc
  .constantFrom(...histories)
  .chain((history) => historic(history))
  .chain((events) => fc.tuple(...events.map((event) => fc.tuple(fc.constant(event), labels))))
  .map((all) =>
    all.flatMap(([{ write, sentAt, dated }, signers]) =>
      signers.map((label, time) => ({
        body: write('2026-08-21'),
        label,
        // What states no time of its own is ordered by its first delivery.
        sentAt: sentAt + (dated ? time * 60_000 : 0),
      })),
    ),
  )
  .chain((all) =>
    fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.nat({ max: all.length })),
  );

describe('voiding what a secret signed', () => {
  it('leaves the records of a world in which it never signed, before and after the rule, and undoing it those of one without a rule', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ([all, before]) => {
        const world = await createWorld(dynamodb);
        await world.send(all.slice(0, before));
        await world.apply(liveIsVoid);
        await world.send(all.slice(before));

        const without = await createWorld(dynamodb);
        await without.send(all.filter(({ label, body }) => label === 'next' || isOwn(body)));
        expect(await world.records()).toEqual(await without.records());
        expect(await world.breaches()).toEqual([]);

        await world.apply(undone(liveIsVoid));
        const unruled = await createWorld(dynamodb);
        await unruled.send(all);
        expect(await world.records()).toEqual(await unruled.records());
        expect(await world.archive()).toEqual(await unruled.archive());
        expect(await world.breaches()).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('and applying the rule again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ([all]) => {
        const world = await createWorld(dynamodb);
        await world.send(all);
        const first = await world.apply(liveIsVoid);
        const then = [await world.records(), await world.archive()];
        expect(await world.apply(liveIsVoid)).toEqual({ ...first, records: 0 });
        expect([await world.records(), await world.archive()]).toEqual(then);
      }),
      { numRuns: 6 },
    );
  });
});

it('two rules about the same deliveries are independent of each other', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async ([all]) => {
      const other = entryOf({ label: 'live', since: 0 }, 'other');
      const world = await createWorld(dynamodb);
      await world.send(all);
      const [records, archive] = [await world.records(), await world.archive()];
      await world.apply(liveIsVoid);
      const voided = await world.records();
      await world.apply(other);
      await world.apply(undone(liveIsVoid));
      expect(await world.records()).toEqual(voided);
      await world.apply(undone(other));
      expect([await world.records(), await world.archive()]).toEqual([records, archive]);
    }),
    { numRuns: 6 },
  );
});
