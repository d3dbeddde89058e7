import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { isClean, type RebuildOptions, rebuild } from '../../../bin/webhooks/rebuild/report.ts';
import { readSample } from '../../../bin/webhooks/samples.ts';
import { archivedUnder } from '../../../bin/webhooks/target/archive.ts';
import { storedRows } from '../../../bin/webhooks/target/rows.ts';
import { swap } from '../../../bin/webhooks/target/swap.ts';
import { tableOf } from '../../../bin/webhooks/target/target.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { paymentsFamilies } from '../../../functions/payments/project.ts';
import type { DomainRuntime, Family } from '../../../functions/shared/event/interpret.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';
import { samplesOf } from '../../support/samples.ts';
import { createTestTarget, type TestTarget } from '../../support/target.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';

jest.setTimeout(30_000);

let dynamodb: TestDynamoDb;
let test: TestTarget;
const runtime: DomainRuntime = { domain: payments, families: paymentsFamilies };

beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
});
afterAll(() => dynamodb.stop());

beforeEach(async () => {
  test = await createTestTarget(dynamodb);
});

const send = async (...bodies: readonly Uint8Array[]): Promise<void> => {
  for (const body of bodies) await test.pipeline.post(body);
  await test.pipeline.drain();
};

/** Long after everything was archived: nothing is in flight. */
const now = () => Date.UTC(2026, 11, 1);
const run = (options: RebuildOptions = { compare: true }, by = runtime) =>
  rebuild(test.target, by, { now, ...options });

const stored = async (domain = 'payments'): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of storedRows(test.target, domain)) rows.push(row);
  return rows.sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
};

const rowOfKind = async (sk: string): Promise<Row> => {
  const row = (await stored()).find((one) => one.sk === sk);
  if (!row) throw new Error(`no ${sk}`);
  return row;
};

const remove = (table: string, key: Record<string, string>) =>
  dynamodb.client.send(
    new DeleteItemCommand({ TableName: tableOf(test.target, table), Key: toItem(key) }),
  );

const put = (row: Row) =>
  dynamodb.client.send(
    new PutItemCommand({
      TableName: tableOf(test.target, 'payments'),
      Item: toItem(stateItem(row)),
    }),
  );

/** Deletes an event from the archive. */
const forget = async (id: string): Promise<void> => {
  for (const { digest } of await archivedUnder(test.target, id))
    await remove('events', { id, digest });
};

/** Does something right before the next item is put. */
const beforeNextPut = (work: () => Promise<void>): void => {
  const name = 'beforeNextPut';
  const { middlewareStack } = dynamodb.client;
  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutItemCommand' && middlewareStack.remove(name)) await work();
        return next(args);
      },
    { step: 'initialize', name },
  );
};

/** The runtime with one of its families said anew, as a deployment of a changed projection has it. */
const changed = (
  name: string,
  change: (family: Family) => Family,
  revision = payments.revision + 1,
): DomainRuntime => {
  const family = runtime.families[name];
  if (!family) throw new Error(`no family ${name}`);
  return {
    domain: { ...payments, revision },
    families: { ...runtime.families, [name]: change(family) },
  };
};

/** A refund that also says, in capitals, what for. */
const louder = changed('refund', (family) => (event) => {
  const { projection, issues } = family(event);
  if (!projection) return { issues: issues ?? [] };
  const facts = projection.facts.map((fact) => ({
    ...fact,
    attributes: { ...fact.attributes, said: 'LOUD' },
  }));
  return { projection: { ...projection, facts } };
});

const refunds = [refundEvent('received'), refundEvent('accepted'), refundEvent('settled')];

describe('a rebuild', () => {
  it('comes to the very tables that the consumers wrote, of all samples in any order', async () => {
    const bodies = samplesOf('payments').map(({ body }) => body);
    await send(...bodies.toReversed());
    const report = await run();
    expect(report).toMatchObject({ differing: 0, resting: 0, told: [], unprojected: [] });
    expect(report.events).toBe(bodies.length);
    expect(report.rows).toBe((await stored()).length);
    expect(report.horizon).toBe('2026-11-21T00:00:00.000Z');
  });

  it('reads events of every outcome: a schema or a domain that came later gets its history', async () => {
    await send(
      webhook('evt_new', 'refund.reconsidered', undefined, { id: 'rfd_9', status: 'ACCEPTED' }),
      webhook('evt_bad', 'refund.settled', undefined, { amount: 1 }),
      webhook('evt_other', 'voucher.created', '2026-03-01T10:00:00Z', { id: 'v_1' }),
    );
    expect(await run()).toMatchObject({ events: 2, rows: 1, unprojected: ['evt_bad'] });

    const voucher: Family = ({ id }) => ({
      projection: {
        object: 'voucher#v_1',
        facts: [{ pk: 'voucher#v_1', sk: 'voucher', attributes: { id } }],
      },
    });
    const later: DomainRuntime = {
      domain: { ...payments, families: [...payments.families, 'voucher'] },
      families: { ...runtime.families, voucher },
    };
    expect(await run({ compare: true }, later)).toMatchObject({
      events: 3,
      differing: 1,
      told: [{ pk: 'voucher#v_1', is: 'missing' }],
    });
    await run({ repair: true }, later);
    expect(await rowOfKind('voucher')).toMatchObject({ attributes: { id: 'evt_other' } });
  });

  it('writes into a second table what stands in the first', async () => {
    await send(...refunds);
    const { state } = await dynamodb.createTables();
    const before = await stored();
    await run({ into: state });
    const second = {
      ...test.target,
      outputs: { ...test.target.outputs, tables: { payments: state } },
    };
    const rows: Row[] = [];
    for await (const row of storedRows(second, 'payments')) rows.push(row);
    expect(rows).toEqual(before);
  });
});

describe('a comparison', () => {
  it('shows a row that was deleted by hand, field by field one that was changed', async () => {
    await send(...refunds, readSample('payment_intent.created'));
    const refund = await rowOfKind('refund');
    await put({ ...refund, attributes: { ...refund.attributes, status: 'FAILED' } });
    const intent = await rowOfKind('payment_intent');
    await remove('payments', { pk: intent.pk, sk: intent.sk });

    const report = await run();
    expect(report.differing).toBe(2);
    expect(isClean(report, false)).toBe(false);
    expect(report.told).toEqual([
      {
        pk: refund.pk,
        sk: 'refund',
        is: 'different',
        fields: [{ field: 'status', before: '"FAILED"', after: '"SETTLED"' }],
        lost: {},
      },
      { pk: intent.pk, sk: intent.sk, is: 'missing', fields: [], lost: {} },
    ]);
  });

  it('shows the row of an event that was deleted by hand, and a repair leaves it alone', async () => {
    await send(...refunds);
    const before = await stored();
    const { eventId } = await rowOfKind('refund');
    await forget(eventId);

    const report = await run({ repair: true });
    expect(report).toMatchObject({
      differing: 0,
      resting: 1,
      told: [{ is: 'kept', lost: { own: eventId } }],
    });
    expect(isClean(report, true)).toBe(false);
    expect(await stored()).toEqual(before);
  });

  it('calls no loss what happened before the archive begins', async () => {
    await send(...refunds);
    const { eventId } = await rowOfKind('refund');
    await forget(eventId);
    const report = await run({ compare: true, keptSince: '2026-11-01T00:00:00.000Z' });
    expect(report).toMatchObject({ resting: 0, restingBefore: 1 });
    expect(isClean(report, false)).toBe(true);
  });

  it('keeps the link that a lost event named, unless it is to prune', async () => {
    const named = webhook('evt_1', 'refund.received', '2026-03-01T10:00:00Z', {
      id: 'rfd_1',
      payment_intent_id: 'int_1',
      status: 'RECEIVED',
    });
    const sparse = webhook('evt_2', 'refund.settled', '2026-03-02T10:00:00Z', {
      id: 'rfd_1',
      status: 'SETTLED',
    });
    await send(named, sparse);
    await forget('evt_1');
    expect(await run({ repair: true })).toMatchObject({ differing: 0 });
    expect(await rowOfKind('refund')).toMatchObject({
      link: { to: 'payment_intent#int_1' },
    });
    expect((await run({ repair: true, prune: true })).repairs).toMatchObject({ replaced: 1 });
    expect((await rowOfKind('refund')).link).toBeUndefined();
    expect(await run()).toMatchObject({ differing: 0, resting: 0 });
  });
});

describe('a repair', () => {
  it('rolls out a changed projection, and the next comparison is clean', async () => {
    await send(...refunds, readSample('payment_intent.created'));
    expect(await run({ compare: true }, louder)).toMatchObject({
      differing: (await stored()).length,
    });
    const report = await run({ repair: true }, louder);
    expect(isClean(report, true)).toBe(true);
    expect(await rowOfKind('refund')).toMatchObject({
      revision: payments.revision + 1,
      attributes: { said: 'LOUD' },
    });
    expect(await run({ compare: true }, louder)).toMatchObject({ differing: 0 });
  });

  it('lowers a version whose rank is lower by now, and removes what is not projected any more', async () => {
    await send(...refunds, readSample('payment_link.paid'));
    const high = await rowOfKind('refund');
    const lower = changed('refund', (family) => (event) => {
      const { projection, issues } = family(event);
      return projection ? { projection: { ...projection, rank: 1 } } : { issues: issues ?? [] };
    });
    const without: DomainRuntime = {
      ...lower,
      families: {
        ...lower.families,
        payment_link: () => ({ projection: { object: 'payment_link#x', facts: [] } }),
      },
    };
    const report = await run({ repair: true }, without);
    const low = await rowOfKind('refund');
    expect(low.version < high.version).toBe(true);
    expect((await stored()).every(({ pk }) => pk.startsWith('refund#'))).toBe(true);
    expect(report.repairs['removed']).toBeGreaterThan(0);
    expect(await run({ compare: true }, without)).toMatchObject({ differing: 0, resting: 0 });
  });

  it('does not touch a row that was written since it was read', async () => {
    await send(refundEvent('received'));
    const read = await rowOfKind('refund');
    await send(refundEvent('settled'));
    const written = await rowOfKind('refund');
    expect(await swap(test.target, 'payments', read, { ...read, revision: 9 })).toBe('changed');
    expect(await swap(test.target, 'payments', read, undefined)).toBe('changed');
    expect(await swap(test.target, 'payments', undefined, read)).toBe('changed');
    expect(await rowOfKind('refund')).toEqual(written);
    expect(await swap(test.target, 'payments', written, undefined)).toBe('swapped');
    expect(await stored()).toEqual([]);
  });

  it('judges a row anew that was written between the reading and the swap', async () => {
    await send(refundEvent('received'));
    beforeNextPut(() => send(refundEvent('settled')));
    expect((await run({ repair: true }, louder)).repairs).toEqual({ replaced: 1 });
    expect(await rowOfKind('refund')).toMatchObject({
      eventName: 'refund.settled',
      attributes: { status: 'SETTLED', said: 'LOUD' },
    });
  });

  it('loses no write that comes in between: both end in what the archive tells', async () => {
    test = await createTestTarget(dynamodb, now);
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await send(...numbers.map((number) => refundEvent('received', number)));
    const writing = (async () => {
      for (const number of numbers)
        await send(refundEvent('accepted', number), refundEvent('settled', number));
    })();
    const repairing = (async () => {
      for (let round = 0; round < 4; round += 1) await run({ repair: true }, louder);
    })();
    await Promise.all([writing, repairing]);
    const rows = await stored();
    expect(rows).toHaveLength(numbers.length);
    expect(rows.map(({ eventName }) => eventName)).toEqual(rows.map(() => 'refund.settled'));
    await run({ repair: true }, louder);
    expect((await stored()).every(({ attributes }) => attributes['said'] === 'LOUD')).toBe(true);
  });
});
