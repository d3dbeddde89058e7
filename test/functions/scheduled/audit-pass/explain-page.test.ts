import * as fc from 'fast-check';
import { domains } from '../../../../functions/domains.ts';
import { audit } from '../../../../functions/scheduled/audit/audit.ts';
import { createRechecks } from '../../../../functions/scheduled/audit/rechecks.ts';
import {
  beginning,
  explainPage,
  type Progress,
} from '../../../../functions/scheduled/audit-pass/explain-page.ts';
import { samplesOf } from '../../../support/samples.ts';
import { putRecord, storedIn } from '../../../support/tables/manual-edits.ts';
import { quiet } from '../../../support/tool/settled-audit.ts';
import { useTarget } from '../../../support/tool/target.ts';

const AT = Date.UTC(2026, 10, 21);
const test = useTarget(beforeAll, () => AT);
const rechecks = createRechecks(
  () => AT + 3_600_000,
  async () => {},
);

const noLog = {
  reachesBack: async () => undefined,
  lines: async function* () {},
  refusals: async function* () {},
};

beforeAll(async () => {
  await test.pipeline.send(domains.flatMap(({ name }) => samplesOf(name).map(({ body }) => body)));
  const records = await storedIn(test.target);
  for (const record of records.filter((_, index) => index % 5 === 0))
    await putRecord(test.target, { ...record, attributes: { ...record.attributes, more: 'x' } });
}, 60_000);

/** Checks all records in pages, each from the progress as it was stored. */
const inPages = async (sizes: readonly number[], limit: number): Promise<Progress> => {
  let progress = beginning(AT);
  for (let page = 0; ; page += 1) {
    const pageSize = sizes[page % sizes.length] ?? 1;
    const explaining = { tables: test.target.tables, since: undefined, rechecks, limit, pageSize };
    const stored: Progress = JSON.parse(JSON.stringify(progress));
    const checked = await explainPage(explaining, stored);
    if (!checked) return progress;
    progress = checked.progress;
  }
};

const byRecord = ({ listed }: Pick<Progress, 'listed'>): readonly string[] =>
  listed.map(({ row, detail }) => `${row?.pk} ${row?.sk} ${detail}`).sort();

it('a check in pages of any sizes finds exactly what an audit of the whole finds', async () => {
  const whole = await audit(test.target.tables, {
    ...{ log: noLog, limit: 1_000 },
    ...quiet(() => AT + 3_600_000),
  });
  const sum = (name: 'rows' | 'explained' | 'older') =>
    whole.domains.reduce((total, figures) => total + figures[name], 0);
  expect(whole.breaches.total).toBeGreaterThan(10);
  const sizes = fc.array(fc.integer({ min: 7, max: 400 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(sizes, async (given) => {
      const found = await inPages(given, 1_000);
      expect(byRecord(found)).toEqual(byRecord(whole.breaches));
      expect(found).toMatchObject({
        domain: undefined,
        records: sum('rows'),
        explained: sum('explained'),
        older: sum('older'),
        breaches: whole.breaches.total,
      });
    }),
    { numRuns: 6 },
  );
}, 120_000);

it('a check of a domain that is no longer there has no next page', async () => {
  const explaining = { tables: test.target.tables, since: undefined, rechecks, limit: 1 };
  const gone = { ...beginning(AT), domain: 'retired' };
  expect(await explainPage(explaining, gone)).toBeUndefined();
});
