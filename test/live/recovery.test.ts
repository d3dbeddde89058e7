import * as v from 'valibot';
import { operationsShape } from '../../bin/webhooks/look/operations/json.ts';
import { auditShape } from '../../bin/webhooks/prove/audit/json.ts';
import { post } from '../../bin/webhooks/send/post.ts';
import { domains } from '../../functions/domains.ts';
import { type Item, scanPages } from '../../functions/shared/query/items.ts';
import type { Table } from '../../functions/shared/query/table.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { samplesOf } from '../support/samples.ts';
import { recordsIn } from '../support/tables/expected-records.ts';
import { deleteItem } from '../support/tables/manual-edits.ts';
import { restoreTables } from '../support/tables/restored.ts';
import { useLaunchedTool } from '../support/tool/launched-tool.ts';
import { isOwn, refundEvent, webhook } from '../support/webhook.ts';

/*
 * The procedure of lib/RUNBOOK.md, "Data must be restored", on a local pipeline: its tables are copied at
 * an earlier time, which is what a restore gives; then those in use are emptied. One step after the other.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();

const samples = domains
  .flatMap(({ name }) => samplesOf(name).map(({ body }) => body))
  .filter((body) => !isOwn(body));
const between = [refundEvent('received'), refundEvent('accepted')];
/** What was received after the time to which the archive is restored. */
const later = [
  ...between,
  refundEvent('settled'),
  webhook('evt_late', 'payment_intent.created', '2026-03-01T10:00:00Z', { id: 'int_late' }),
  webhook('evt_unrouted', 'payout.created', '2026-03-01T10:00:00Z', { id: 'po_1' }),
];
/** Archived before that time, and erased and voided after it. */
const jane = 'Jane Doe';
const erased = webhook('evt_hers', 'customer.created', '2026-03-01T10:00:00Z', {
  id: 'cus_gone',
  first_name: jane,
});
const forged = webhook('evt_forged', 'payment_intent.succeeded', '2026-03-01T10:00:00Z', {
  id: 'int_forged',
});

const laterIds = ['evt_accepted_1', 'evt_late', 'evt_received_1', 'evt_settled_1', 'evt_unrouted'];

const deliver = async (bodies: readonly Buffer[]): Promise<void> => {
  const { outputs, target } = tool.pipeline;
  const [secret = ''] = Object.values(outputs.signingSecrets);
  for (const body of bodies) expect(await post(outputs.webhookUrl, secret, body)).toBe(200);
  await drained(target);
};

const itemsOf = async (table: Table): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const page of scanPages(table)) items.push(...page);
  return items;
};

const tables = (): readonly Table[] => {
  const { target } = tool.pipeline;
  return [target.tables.events, ...domains.map((domain) => target.tables.of(domain))];
};

/** The records of all domains. */
const records = () =>
  Promise.all(
    tables()
      .slice(1)
      .map(async (one) => recordsIn(await itemsOf(one))),
  );

const archivedIds = async (): Promise<readonly string[]> =>
  (await itemsOf(tool.pipeline.target.tables.events)).map(({ id }) => id?.S ?? '').sort();

/** The ids of the events that an audit finds lost, and every rule that is broken. */
const audited = async (...words: readonly string[]) => {
  const { breaches } = v.parse(auditShape, await tool.json('audit', ...words));
  process.exitCode = undefined;
  const lost = breaches.filter(({ rule }) => rule === 'balance').map(({ eventId }) => eventId);
  return { lost: lost.sort(), rules: [...new Set(breaches.map(({ rule }) => rule))].sort() };
};

const keyOf = (item: Item): Record<string, string> =>
  Object.fromEntries(
    (item['pk'] === undefined ? ['id', 'digest'] : ['pk', 'sk']).map((name) => [
      name,
      item[name]?.S ?? '',
    ]),
  );

let before: Awaited<ReturnType<typeof records>>;
let archivedBefore: readonly string[];

it('an archive and tables of records are restored to times that differ', async () => {
  await deliver([...samples, erased, forged]);
  await restoreTables(tool.pipeline.target, 'earlier', ['events']);
  await deliver(between);
  await restoreTables(
    tool.pipeline.target,
    'earlier',
    domains.map(({ name }) => name),
  );
  await deliver(later);
  await tool.run('erase', '--customer', 'cus_gone', '--yes', '--wait', '0');
  await tool.run('void', 'evt_forged', '--reason', 'forged', '--yes', '--wait', '0');
  before = await records();
  archivedBefore = await archivedIds();
  expect(await audited()).toEqual({ lost: [], rules: [] });
});

it('an audit of the restored tables names exactly the events that are missing from the archive', async () => {
  const { lost, rules } = await audited('--restored', 'earlier');
  expect(lost).toEqual(laterIds);
  // Records that were restored to a later time than their events.
  expect(rules).toEqual(['balance', 'explanation']);
});

it('commands that look read the restored tables, and print so', async () => {
  const { out, err } = await tool.run('events', '--name', 'refund', '--restored', 'earlier');
  expect(err).toBe('In the local pipeline, in the restored tables …-earlier:');
  expect(out).not.toContain('evt_received_1');
  expect((await tool.run('events', '--name', 'refund')).out).toContain('evt_received_1');
  await tool.run('show', 'evt_received_1', '--restored', 'earlier');
  expect(process.exitCode).toBe(2);
});

it('what was erased and voided since is erased and voided again in the restored tables', async () => {
  const shown = async (id: string) => (await tool.run('show', id, '--body', ...restored)).out;
  const restored = ['--restored', 'earlier'];
  expect(await shown('evt_hers')).toContain(jane);
  expect(await shown('evt_forged')).toContain('accepted by payments');
  for (const command of ['erase', 'void'])
    expect(await tool.run(command, '--again', '--yes', '--wait', '0', ...restored)).toMatchObject({
      code: 0,
    });
  expect(await shown('evt_hers')).not.toContain(jane);
  expect(await shown('evt_forged')).toContain('void by payments');
});

it('a rebuild makes the restored records equal to the restored archive', async () => {
  for (const { name } of domains)
    await tool.run('rebuild', name, '--repair', '--prune', '--restored', 'earlier');
  process.exitCode = undefined;
  const { lost, rules } = await audited('--restored', 'earlier');
  expect({ lost, rules }).toEqual({ lost: laterIds, rules: ['balance'] });
  expect(await records()).toEqual(before);
});

it('the trail states that restored tables were changed', async () => {
  const [latest] = v.parse(operationsShape, await tool.json('operations'));
  expect(latest?.arguments.slice(-2)).toEqual(['--restored', 'earlier']);
});

it('what the tables in use are missing is copied from the restored ones, once', async () => {
  for (const table of tables())
    for (const item of await itemsOf(table)) await deleteItem(table, keyOf(item));
  const dry = await tool.run('restore', 'earlier', '--dry-run');
  expect(dry.out).toMatch(/items would be copied/);
  expect(await archivedIds()).toEqual([]);
  const { out } = await tool.run('restore', 'earlier');
  expect(out).toMatch(/items copied. Nothing that was there is overwritten/);
  expect((await tool.run('restore', 'earlier')).out).toMatch(/^0 items copied/m);
  expect(await audited()).toEqual({ lost: laterIds, rules: ['balance'] });
});

it('once the missing events are sent again, nothing is lost and every record is as before', async () => {
  await deliver(later);
  expect(await audited()).toEqual({ lost: [], rules: [] });
  expect(await archivedIds()).toEqual(archivedBefore);
  expect(await records()).toEqual(before);
});

it('what is in use is never overwritten by what was restored', async () => {
  const { target } = tool.pipeline;
  await restoreTables(target, 'stale');
  await deliver([refundEvent('received', 2), refundEvent('settled', 2)]);
  const current = await records();
  const { out } = await tool.run('restore', 'stale');
  expect(out).toMatch(/^0 items copied/m);
  expect(await records()).toEqual(current);
});

describe('what cannot be done', () => {
  it('states the command that restores the archive where it is not restored', async () => {
    const { code, err } = await tool.run('audit', '--restored', 'nowhere');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^There is no table \S+-events-nowhere in the local pipeline\. .*: aws dynamodb restore-table-to-point-in-time --source-table-name \S+-events --target-table-name \S+-events-nowhere --use-latest-restorable-time$/,
    );
    expect((await tool.run('restore', 'nowhere')).code).toBe(2);
  });

  it('never falls back to the table in use where that of a domain is not restored', async () => {
    await restoreTables(tool.pipeline.target, 'part', ['events']);
    const { code, err } = await tool.run('rebuild', 'payments', '--repair', '--restored', 'part');
    expect(code).toBe(2);
    expect(err).toContain('-payments-part');
    expect((await tool.run('events', '--restored', 'part')).code).toBe(0);
    expect((await tool.run('restore', 'part', '--dry-run')).err).toContain(
      'so only the archive can make their records: ',
    );
  });

  it.each([
    ['send', 'refund.settled'],
    ['replay', '--all'],
    ['redrive', 'payments'],
    ['doctor'],
    ['secrets', 'list'],
    ['quarantine'],
    ['operations'],
  ])('%s works on the tables in use alone', async (...words) => {
    const { code, err } = await tool.run(...words, '--restored', 'earlier');
    expect(code).toBe(1);
    expect(err).toMatch(/works on the tables in use alone: omit --restored/);
  });

  it('refuses a suffix that no table can have', async () => {
    expect((await tool.run('audit', '--restored', 'a/b')).code).toBe(1);
    expect((await tool.run('restore', 'a b')).code).toBe(1);
  });
});
