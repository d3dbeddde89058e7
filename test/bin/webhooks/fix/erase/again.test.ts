import { PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../../../functions/shared/query/items.ts';
import { customer, hers, jane, others } from '../../../../support/erasure/customers.ts';
import { ERASED, useErasing } from '../../../../support/erasure/erasing.ts';
import { createTool } from '../../../../support/tool/tool.ts';
import { webhook } from '../../../../support/webhook.ts';

const test = useErasing();
const cardholder = { kind: 'cardholder', id: 'chd_1' } as const;
const ofCardholder = webhook('evt_holder', 'issuing.cardholder.ready', '2026-03-01T10:00:00Z', {
  cardholder_id: 'chd_1',
  email: jane,
});

/** Copies the archive and the records. @returns what puts them back, as a restore of the tables does. */
const backUp = async (): Promise<() => Promise<void>> => {
  const { dynamodb: client, outputs } = test.target;
  const copies: { readonly TableName: string; readonly Item: Item }[] = [];
  for (const TableName of new Set(Object.values(outputs.tables)))
    for await (const { Items = [] } of paginateScan({ client }, { TableName }))
      copies.push(...Items.map((Item) => ({ TableName, Item })));
  return async () => {
    for (const copy of copies) await client.send(new PutItemCommand(copy));
  };
};

describe('after a restore of the archive and of the records', () => {
  it('everything that was erased is erased again by one command, and nothing else', async () => {
    await test.send(...hers, ...others, ofCardholder);
    const restore = await backUp();
    await test.erase(customer);
    await test.erase(cardholder);
    const erased = await test.everything();
    await restore();
    expect(await test.everything()).toContain(jane);
    const { objects, eventCount } = await test.erase('again');
    expect({ objects, eventCount }).toEqual({ objects: 7, eventCount: hers.length + 1 });
    expect(await test.everything()).toBe(erased);
    expect((await test.audit()).breaches.listed).toEqual([]);
  });

  it('what happened after an erasure is kept, also where a later one was of somebody else', async () => {
    await test.send(...hers);
    await test.erase(customer);
    const later = webhook('evt_later', 'customer.updated', '2026-11-22T00:00:01Z', {
      id: 'cus_1',
      first_name: 'After the erasure',
    });
    test.clock.now = ERASED + 2_000;
    await test.send(later);
    await test.send(ofCardholder);
    await test.erase(cardholder, { now: () => ERASED + 3_000 });
    const before = await test.everything();
    await test.erase('again', { now: () => ERASED + 4_000 });
    expect(await test.everything()).toBe(before);
    expect(before).toContain('After the erasure');
  });
});

describe('an archive with tombstones of an earlier version of this project', () => {
  it('is erased again by them, and consumers then know them', async () => {
    await test.send(...hers);
    await test.target.dynamodb.send(
      new PutItemCommand({
        TableName: test.target.tables.events.name,
        Item: {
          id: { S: '#erasures' },
          digest: { S: 'customer#cus_1#cus_1' },
          erasedId: { S: 'cus_1' },
          subject: { S: 'customer#cus_1' },
          erasedAt: { S: new Date(ERASED).toISOString() },
        },
      }),
    );
    expect((await test.erase('again')).eventCount).toBe(hers.length);
    expect(await test.everything()).not.toContain(jane);
    await test.send(Buffer.from(` ${hers[0]}`));
    expect(await test.everything()).not.toContain(jane);
  });
});

it('webhooks erase --again prints what it did, and exits with 2 where nothing was ever erased', async () => {
  const outputs = { ...test.target.outputs, queues: {}, deadLetterQueues: {} };
  const tool = await createTool({ ...test.target, outputs });
  try {
    const missing = expect.objectContaining({ exitCode: 2 });
    await expect(tool.run('erase', '--again')).rejects.toEqual(missing);
    await test.send(...hers);
    await test.erase(customer);
    const dry = await tool.run('erase', '--again');
    expect(dry).toMatch(/^Dry run: nothing was erased\. Of 6 ids that were erased before/);
    expect(dry).toContain('npm run webhooks -- erase --again --yes');
    const done = await tool.json('erase', '--again', '--yes', '--wait', '0');
    expect(done).toMatchObject({ subject: null, mode: 'erased', objects: 6, erasedBefore: 7 });
  } finally {
    tool.stop();
    process.exitCode = undefined;
  }
});
