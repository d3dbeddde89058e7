import * as fc from 'fast-check';
import type { AnyChange, Values } from '../../functions/shared/change/any-change.ts';
import { attributesOf } from '../../functions/shared/change/values.ts';
import type { Delivery } from '../../functions/shared/event/message.ts';
import {
  type ChangeSource,
  createChangeReader,
} from '../../functions/shared/query/changes/reader.ts';
import { recordKey } from '../../functions/shared/query/records.ts';
import type { DomainRuntime } from '../../functions/shared/record/family.ts';
import { judge } from '../../functions/shared/record/judge.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import type { ArchivedEvent } from '../../functions/shared/store/store.ts';
import { historiesOf, runtimes } from '../support/runtimes.ts';
import { type ExpectedRecords, recordsAfter } from '../support/tables/expected-records.ts';
import { deliveredFrom } from './histories.ts';

// Many runs in one test.
jest.setTimeout(60_000);

const stated = runtimes.flatMap((runtime) =>
  historiesOf(runtime.domain).map((history) => ({ title: history.title, runtime, history })),
);

/** The events of deliveries as the archive keeps them: each body once, in the order of arrival. */
const archivedFrom = (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
): readonly ArchivedEvent[] => {
  const events = new Map<string, ArchivedEvent>();
  for (const [index, delivery] of deliveries.entries()) {
    const { records: _records, ...headline } = judge(delivery, runtime);
    const { body, receipt } = delivery;
    const place = { domain: runtime.domain.name, archivedAt: index };
    if (!events.has(`${headline.id} ${receipt.digest}`))
      events.set(`${headline.id} ${receipt.digest}`, { ...receipt, ...headline, ...place, body });
  }
  return [...events.values()];
};

/** An archive in memory. */
const archiveOf = (events: readonly ArchivedEvent[], runtime: DomainRuntime): ChangeSource => ({
  runtimeOf: async () => runtime,
  whole: async function* (listed) {
    yield* events.filter((event) => listed.includes(event));
  },
  about: async function* (object, isWanted) {
    yield* events.filter(
      (event) =>
        (event.object === object || event.about?.includes(object)) === true && isWanted(event),
    );
  },
});

/** The attributes of records, by key. */
const valuesOf = (records: ExpectedRecords): Map<string, Values> =>
  new Map(
    [...records.values()].map((record) => [
      recordKey(record),
      attributesOf(toItem(stateItem(record))),
    ]),
  );

/** Applies a change as a subscriber does who keeps a copy of the tables. */
const apply = (copy: Map<string, Values>, { key, record, previous }: AnyChange): void => {
  const before = copy.get(recordKey(key)) ?? {};
  for (const [name, value] of Object.entries(previous)) expect(before[name] ?? null).toEqual(value);
  if (record === null) copy.delete(recordKey(key));
  else copy.set(recordKey(key), record);
};

const entriesOf = (copy: ReadonlyMap<string, Values>) =>
  [...copy].sort(([a], [b]) => (a < b ? -1 : 1));

it.each(stated)(
  'the changes of the events of $title, archived in any order, lead from the table before them to the table after them',
  async ({ runtime, history }) => {
    await fc.assert(
      fc.asyncProperty(
        deliveredFrom(history),
        fc.nat({ max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0, 3, 20_000),
        async ({ arriving }, since, size, mostRecords) => {
          const events = archivedFrom(arriving, runtime);
          const firstOnes = events.slice(0, since % (events.length + 1));
          const deliveriesOf = (some: readonly ArchivedEvent[]) =>
            some.map(({ body, ...receipt }) => ({ body, receipt }));
          const copy = valuesOf(recordsAfter(deliveriesOf(firstOnes), runtime));
          const reader = createChangeReader(archiveOf(events, runtime), () => 0, mostRecords);
          for (let at = firstOnes.length; at < events.length; at += size)
            for await (const { changes } of reader.read(
              events.slice(at, at + size),
              ({ archivedAt }) => archivedAt < (events[at]?.archivedAt ?? 0),
            ))
              for (const change of changes) apply(copy, change);
          const after = valuesOf(recordsAfter(deliveriesOf(events), runtime));
          expect(entriesOf(copy)).toEqual(entriesOf(after));
        },
      ),
      { numRuns: 100 },
    );
  },
);
