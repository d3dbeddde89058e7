import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { post } from '../../bin/webhooks/send/post.ts';
import {
  driftQuery,
  eventQuery,
  failureQuery,
  objectQuery,
  refusalQuery,
} from '../../lib/observability/log-queries.ts';
import { drained, useLocalPipeline } from '../support/pipeline/local-pipeline.ts';
import { expectedIn, listed, setBy, stateTables, storedIn } from './expected.ts';
import { pageEvents, pages, printed } from './pages.ts';
import { namesIn, privateNames, privateTexts, textsOfData } from './private-texts.ts';
import { answer, type Line } from './saved-query.ts';

/*
 * Every event of the vendor's pages through the pipeline that `npm start` runs: its tables are read
 * by the AWS SDK alone, its log lines directly and by the saved queries.
 */

jest.setTimeout(120_000);

const pipeline = useLocalPipeline();

let lines: readonly Line[];

beforeAll(async () => {
  const { webhookUrl, signingSecrets } = pipeline.outputs;
  const [secret = ''] = Object.values(signingSecrets);
  const began = Date.now();
  // Undated events are ordered by when they were sent: in the order of the pages, sent in reverse.
  for (const [index, { body }] of [...pageEvents.entries()].toReversed())
    expect(await post(webhookUrl, secret, body, began + index)).toBe(200);
  expect(await post(webhookUrl, 'whsec_wrong', Buffer.from('{}'))).toBe(401);
  await drained(pipeline.target);
  lines = globSync('logs/*.jsonl', { cwd: pipeline.dir }).flatMap((file) =>
    readFileSync(join(pipeline.dir, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => JSON.parse(line)),
  );
}, 180_000);

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
    expect(listed(await stored(table))).toEqual(expectedIn(table));
  });

  it('holds nothing private of any page', async () => {
    const records = await stored(table);
    const text = JSON.stringify(records);
    expect(privateTexts.filter((one) => text.includes(one))).toEqual([]);
    const names = Object.values(records).flatMap(namesIn);
    expect(names.filter((name) => privateNames.test(name))).toEqual([]);
  });
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

describe('the log lines', () => {
  it('state every event as accepted, with its id, name and queue', () => {
    const accepted = lines.filter(({ message }) => message === 'accepted');
    expect(accepted).toHaveLength(pageEvents.length);
    for (const { id, name } of pageEvents)
      expect(accepted).toContainEqual(expect.objectContaining({ eventId: id, event: name }));
  });

  it('hold no text of any payload', () => {
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const texts = [...new Set([...privateTexts, ...pageEvents.flatMap(textsOfData)])];
    expect(texts.length).toBeGreaterThan(150);
    expect(texts.filter((one) => text.includes(one))).toEqual([]);
  });
});

describe('the saved query', () => {
  const ask = (query: { toString(): string }, ...fill: readonly string[]) =>
    answer(query.toString(), lines, fill);

  it('about an event finds its lines in the ingress and in its consumer', () => {
    const { id } = printed('connection.disconnected');
    const [accepted] = ask(eventQuery, id, 'no request');
    expect(accepted).toMatchObject({ service: 'ingress', message: 'accepted', eventId: id });
    const found = ask(eventQuery, id, String(accepted?.['requestId']));
    expect(found.map(({ service, message }) => [service, message])).toEqual([
      ['ingress', 'accepted'],
      ['connections', 'batch'],
    ]);
  });

  it("about an object finds the lines of its events' ids", () => {
    const ids = ['account.submitted', 'payment_link.created'].map((title) => printed(title).id);
    const found = ask(objectQuery, ...ids);
    expect(found.map(({ eventId }) => eventId).sort()).toEqual([...ids].sort());
  });

  it('about refusals counts the forged request alone', () => {
    expect(ask(refusalQuery)).toMatchObject([{ requests: 1 }]);
  });

  it('about failures has no answer, and would have one for each cause', () => {
    expect(ask(failureQuery)).toEqual([]);
    const died = { service: 'issuing', record: { status: 'timeout' } };
    const failed = { service: 'issuing', level: 'ERROR', message: 'failed', error: 'TypeError' };
    expect(answer(failureQuery.toString(), [failed, died, failed])).toMatchObject([
      { lines: 2, error: 'TypeError' },
      { lines: 1, 'record.status': 'timeout' },
    ]);
  });

  it('about what no schema knows names only the times that the accounts page prints as "string"', () => {
    const found = ask(driftQuery).map(({ name, path, sort }) => [name, path, sort]);
    expect(found.sort()).toEqual([
      ['account.active', 'data.createdAt', 'form'],
      ['account.suspended', 'data.createdAt', 'form'],
    ]);
  });
});
