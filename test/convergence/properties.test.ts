import * as fc from 'fast-check';
import type { DomainRecord } from '../../functions/shared/record/domain-record.ts';
import { consumeAll } from '../support/aws/consumers.ts';
import {
  delivery,
  type ExpectedRecords,
  recordsAfter,
  recordsIn,
} from '../support/tables/expected-records.ts';
import { inMemoryTables } from '../support/tables/tables.ts';
import { type Era, eras, type Happening } from './histories/happening.ts';
import { deliveredFrom, stories } from './histories/histories.ts';

// Many runs in one test: more than jest's five seconds on a busy machine.
jest.setTimeout(60_000);

/** What records say, apart from which API version said it: digests and names differ with that. */
const meaning = (rows: ExpectedRecords) =>
  [...rows.values()].map(({ version: _version, eventName: _name, link, ...row }: DomainRecord) => ({
    ...row,
    link: link && { to: link.to, at: link.at },
  }));

const versions = fc.array(fc.constantFrom<Era>(...eras), { minLength: 1, maxLength: 40 });

/** The history in the order of its events, each in one of the versions in turn. */
const toldIn = (versions: readonly Era[], happenings: readonly Happening[]) =>
  happenings.map((told, index) => {
    const era = versions[index % versions.length] ?? '2026-08-21';
    return delivery(told.write(era), told.sentAt);
  });

describe.each(stories)('$title', ({ runtime, history }) => {
  it('end in the same tables in any order and however often', () => {
    fc.assert(
      fc.property(deliveredFrom(history), ({ inOrder, arriving }) => {
        expect(recordsAfter(arriving, runtime)).toEqual(recordsAfter(inOrder, runtime));
      }),
      { numRuns: 200 },
    );
  });

  it('end in the same tables whichever consumers handle them in whatever batches, side by side', async () => {
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

  it('say the same in any mixture of API versions', () => {
    fc.assert(
      fc.property(history, versions, (happenings, mixture) => {
        const current = recordsAfter(toldIn(['2026-08-21'], happenings), runtime);
        const mixed = recordsAfter(toldIn(mixture, happenings), runtime);
        expect(meaning(mixed)).toEqual(meaning(current));
      }),
      { numRuns: 200 },
    );
  });
});
