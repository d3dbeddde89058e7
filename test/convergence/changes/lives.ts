import * as fc from 'fast-check';
import type { Publication } from '../../../functions/publisher/publication.ts';
import type { ObjectHistory } from '../../../functions/shared/histories.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import { recordsFrom } from '../../support/tables/expected-records.ts';
import { blows, fate } from '../fault-injection.ts';
import { deliveredFrom } from '../histories.ts';
import { expectAllHandled, expectNoneTwice, expectSameCopy } from './expected.ts';
import { type Choose, replayedOf, rewrite } from './happenings.ts';
import type { Whim } from './topic.ts';
import { type System, settle, type World, world } from './world.ts';

/** Applies events one after the other, with anything else that can happen in between. */
const live = async (
  one: World,
  arriving: readonly (readonly DomainRecord[])[],
  isRewritten: boolean,
  choose: Choose,
): Promise<void> => {
  const store = one.tables.store();
  const applied: DomainRecord[] = [];
  let replays = 0;
  const replay = (): void => {
    const chosen = applied[choose(Math.max(1, applied.length))];
    if (chosen === undefined) return;
    const ofRecord = applied.filter(({ pk, sk }) => pk === chosen.pk && sk === chosen.sk);
    replays += 1;
    one.replay(replayedOf(ofRecord), replays);
  };
  const happenings: readonly (() => unknown)[] = [
    () => one.pollStream(choose(8)),
    () => one.pollStream(choose(8)),
    () => one.pollSubscriber(1 + choose(10)),
    () => one.pollReactions(1 + choose(10)),
    () => one.stream.split(choose(8)),
    () => one.stream.rewind(choose(8), 1 + choose(6)),
    () => (isRewritten ? rewrite(one, choose) : undefined),
    replay,
    () => {
      one.clock.time += choose(600) * 1_000;
    },
  ];
  for (const records of arriving) {
    for (const record of records) await store.apply(record);
    applied.push(...records);
    for (let count = choose(4); count > 0; count -= 1)
      await happenings[choose(happenings.length)]?.();
  }
  await settle(one);
};

/** SNS throttles now and then, ten times at most, and never takes one change in twenty. */
const whims = (choose: Choose): ((publication: Publication) => Whim) => {
  const isRefused = new Map<string, boolean>();
  let throttles = 10;
  return ({ deduplicationId }) => {
    const refused = isRefused.get(deduplicationId) ?? choose(20) === 19;
    isRefused.set(deduplicationId, refused);
    if (refused) return 'refuses';
    if (throttles === 0 || choose(4) < 3) return 'takes';
    throttles -= 1;
    return 'throttles';
  };
};

/** That changes of any history reach everybody, whatever happens. */
export const everythingArrives = (
  runtime: DomainRuntime,
  history: ObjectHistory,
  system?: System,
) =>
  fc.asyncProperty(
    deliveredFrom(history),
    fc.constantFrom(...blows),
    fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 6 }),
    fc.integer({ min: 1, max: 10 }),
    fc.constantFrom(undefined, Number.POSITIVE_INFINITY),
    fc.boolean(),
    fc.gen(),
    async ({ arriving }, blow, at, batchSize, known, isRewritten, gen) => {
      const choose: Choose = (limit) => gen(fc.nat, { max: limit - 1 });
      const one = world(fate(blow, ...at), {
        ...{ batchSize, known, whim: whims(choose) },
        ...(system && { system }),
      });
      await live(one, recordsFrom(arriving, runtime), isRewritten, choose);
      expect(one.deadLetters()).toEqual([]);
      expectAllHandled(one);
      if (known !== undefined) expectSameCopy(one);
      if (!isRewritten) expectNoneTwice(one);
    },
  );
