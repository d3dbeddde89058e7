import * as fc from 'fast-check';
import {
  type ApiVersion,
  apiVersions,
  type HistoricEvent,
} from '../../functions/shared/histories.ts';
import type { DomainRecord } from '../../functions/shared/record/domain-record.ts';
import { partsOf } from '../../functions/shared/record/version-parts.ts';
import { consumeAll } from '../support/aws/consumers.ts';
import { project } from '../support/interpret.ts';
import { historiesOf, runtimes } from '../support/runtimes.ts';
import { samplesOf } from '../support/samples.ts';
import {
  delivery,
  type ExpectedRecords,
  recordsAfter,
  recordsFrom,
  recordsIn,
} from '../support/tables/expected-records.ts';
import { inMemoryTables } from '../support/tables/tables.ts';
import { dated, deliveredFrom, historic, ofEachState } from './histories.ts';

// Many runs in one test.
jest.setTimeout(60_000);

const stated = runtimes.flatMap((runtime) =>
  historiesOf(runtime.domain).map((history) => ({ title: history.title, runtime, history })),
);

/** What records state, apart from the API version that stated it: digests and names differ with that. */
const meaning = (records: ExpectedRecords) =>
  [...records.values()].map(
    ({ version: _version, eventName: _name, link, carried, ...record }: DomainRecord) => ({
      ...record,
      carried: carried.map(({ names }) => names),
      link: link && { to: link.to, at: link.at },
    }),
  );

const mixtures = fc.array(fc.constantFrom(...apiVersions), { minLength: 1, maxLength: 40 });

/** The events in their order, each in one of the versions in turn. */
const writtenIn = (versions: readonly ApiVersion[], events: readonly HistoricEvent[]) =>
  events.map(({ write, sentAt }, index) =>
    delivery(write(versions[index % versions.length] ?? '2026-08-21'), sentAt),
  );

const kindOf = (object = ''): string => object.slice(0, object.indexOf('#'));

const isTerminal = ({ version }: DomainRecord): boolean => partsOf(version).terminal;

const eventIdsOf = (records: ExpectedRecords): ReadonlyMap<string, string> =>
  new Map([...records].map(([key, { eventId }]) => [key, eventId]));

describe.each(runtimes)('the histories of $domain.name', (runtime) => {
  const { domain } = runtime;
  const courses = historiesOf(domain).flatMap((history) => history.courses);

  it('are of every kind of object that an event can be about', () => {
    const kindsOf = (bodies: readonly Buffer[]) =>
      new Set(bodies.map((body) => kindOf(project(runtime.families, body).object)));
    const events = courses.flatMap(ofEachState).map(({ write }) => write('2026-08-21'));
    expect(kindsOf(events)).toEqual(kindsOf(samplesOf(domain.name).map(({ body }) => body)));
  });

  it.each(courses)(
    'end, from $first on, at the latest event that states a record, or the latest terminal one',
    (course) => {
      fc.assert(
        fc.property(dated(course), fc.constantFrom(...apiVersions), (events, version) => {
          const deliveries = writtenIn([version], events);
          const latest = new Map<string, DomainRecord>();
          for (const record of recordsFrom(deliveries, runtime).flat()) {
            const before = latest.get(`${record.pk} ${record.sk}`);
            if (before === undefined || isTerminal(record) || !isTerminal(before))
              latest.set(`${record.pk} ${record.sk}`, record);
          }
          const records = recordsAfter(deliveries.toReversed(), runtime);
          expect(eventIdsOf(records)).toEqual(eventIdsOf(latest));
        }),
      );
    },
  );
});

describe.each(stated)('histories of $title', ({ runtime, history }) => {
  it('end in the same tables in any order and however often', () => {
    fc.assert(
      fc.property(deliveredFrom(history), ({ inOrder, arriving }) => {
        expect(recordsAfter(arriving, runtime)).toEqual(recordsAfter(inOrder, runtime));
      }),
      { numRuns: 200 },
    );
  });

  it('end in the same tables with any consumers and batches, concurrently', async () => {
    await fc.assert(
      fc.asyncProperty(
        deliveredFrom(history),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 10 }),
        fc.scheduler(),
        async ({ inOrder, arriving }, consumers, batchSize, scheduler) => {
          const tables = inMemoryTables();
          const stores = Array.from({ length: consumers }, (_, index) =>
            tables.store(async (effect) => {
              await scheduler.schedule(Promise.resolve(), `a request of consumer ${index}`);
              return effect();
            }),
          );
          await scheduler.waitFor(consumeAll(arriving, runtime, stores, batchSize));
          expect(recordsIn(tables.items('state').values())).toEqual(recordsAfter(inOrder, runtime));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('state the same in any mixture of API versions', () => {
    fc.assert(
      fc.property(historic(history), mixtures, (events, mixture) => {
        const current = recordsAfter(writtenIn(['2026-08-21'], events), runtime);
        const mixed = recordsAfter(writtenIn(mixture, events), runtime);
        expect(meaning(mixed)).toEqual(meaning(current));
      }),
      { numRuns: 200 },
    );
  });
});
