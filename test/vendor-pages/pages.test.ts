import { createHash } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { runCommand } from '../support/tool/command-line.ts';
import { expectedIn, listed, setBy, stateTables, storedIn, writeExpected } from './expected.ts';
import { pageEvents, pages } from './pages.ts';
import { namesIn, privateNames, privateTexts } from './private-texts.ts';
import { usePages } from './sent-pages.ts';

/*
 * Every event of the vendor's pages through the pipeline that `npm start` runs: its tables are read
 * by the AWS SDK alone. `WRITE_RECORDS=1` writes `records/` again, to be compared
 * with the pages.
 */

jest.setTimeout(120_000);

const { pipeline } = usePages();

const tableOf = (name: string): string => pipeline.outputs.tables[name] ?? '';
const stored = (table: string) => storedIn(pipeline.target.dynamodb, tableOf(table));

describe.each([...pages])('the page %s', (title, { page, names, corrections }) => {
  const events = pageEvents.filter((event) => event.page === title);

  it('is named with its public address and with what was corrected', () => {
    expect(page).toMatch(/^https:\/\/www\.airwallex\.com\/docs\//);
    expect(corrections.length).toBeGreaterThan(0);
  });

  it('has an event for every name of its tables', () => {
    const sent = new Set(events.map(({ name }) => name));
    const families = new Set(events.map(({ name }) => `${name.split('.')[0]}.*`));
    expect(names.filter((name) => !sent.has(name) && !families.has(name))).toEqual([]);
  });

  it.each(events)('$title is archived once, accepted, without an issue', async ({ id, body }) => {
    const { Item = {} } = await pipeline.target.dynamodb.send(
      new GetItemCommand({
        TableName: tableOf('events'),
        Key: { id: { S: id }, digest: { S: createHash('sha256').update(body).digest('hex') } },
      }),
    );
    expect({ outcome: Item['outcome']?.S, issues: Item['issues'] }).toEqual({
      outcome: 'accepted',
      issues: undefined,
    });
  });
});

describe.each(stateTables)('the table %s', (table) => {
  it('holds exactly the keys, attributes and values that the pages come to', async () => {
    const found = listed(await stored(table));
    if (process.env['WRITE_RECORDS']) writeExpected(table, found);
    expect(found).toEqual(expectedIn(table));
  });

  it('holds nothing private of any page', async () => {
    const records = await stored(table);
    const text = JSON.stringify(records);
    expect(privateTexts.filter((one) => text.includes(one))).toEqual([]);
    const names = Object.values(records).flatMap(namesIn);
    expect(names.filter((name) => privateNames.test(name))).toEqual([]);
  });
});

it('the audit of everything that the pages sent finds no breach', async () => {
  const { code, out } = await runCommand(pipeline.dir, ['audit', '--json']);
  expect({ code, breaches: JSON.parse(out).breaches }).toEqual({ code: 0, breaches: [] });
});

describe('an event that a page only names', () => {
  const renamed = pageEvents.filter(({ as }) => as === 'renamed');

  it.each(renamed)('sets a record of its own object: $name', async ({ id, name, page }) => {
    const records = setBy(await stored(page), id);
    expect(Object.keys(records)).not.toEqual([]);
    for (const [key, { eventName, accountId }] of Object.entries(records))
      expect({ key, eventName, accountId }).toEqual({
        key: expect.stringContaining(`-${name.split('.').at(-1)}`),
        eventName: name,
        accountId: expect.any(String),
      });
  });
});
