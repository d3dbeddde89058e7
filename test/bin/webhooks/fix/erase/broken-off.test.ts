import { randomBytes } from 'node:crypto';
import { customer, hers, jane } from '../../../../support/erasure/customers.ts';
import { useErasing } from '../../../../support/erasure/erasing.ts';
import { webhook } from '../../../../support/webhook.ts';

// An erasure is interrupted at every one of its writes.
jest.setTimeout(120_000);

const at = '2026-03-01T10:00:00Z';
const test = useErasing();

describe('an interrupted erasure', () => {
  /** Lets N writes through and fails every later one. */
  const breakAfter = (writes: number) => {
    let done = 0;
    test.target.dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (/^(?:Put|Delete|Update)/.test(commandName ?? '')) done += 1;
          if (done > writes) throw new Error('interrupted');
          return next(args);
        },
      { step: 'initialize', name: 'breakAfter' },
    );
    return () => {
      test.target.dynamodb.middlewareStack.remove('breakAfter');
      return done;
    };
  };

  const noise = randomBytes(360_000).toString('base64');
  const intent = { id: 'int_1', customer_id: 'cus_1', descriptor: jane, metadata: { noise } };

  /** One of an object that belongs to another, one of what is shared, and one in several items. */
  const few = [
    ...hers.filter((body) => /"evt_(?:attempt|paid)"/.test(body.toString())),
    webhook('evt_intent', 'payment_intent.created', at, intent),
  ];

  it('is completed by the next one after an interruption at any write', async () => {
    await test.send(...few);
    const count = breakAfter(Number.POSITIVE_INFINITY);
    const whole = await test.erase(customer);
    const writes = count();
    const tables = (await test.everything()).split('\n');
    expect(tables.join()).not.toContain(noise.slice(0, 50));
    expect(writes).toBeGreaterThan(10);
    for (let writesDone = 0; writesDone < writes; writesDone += 1) {
      await test.begin();
      await test.send(...few);
      const restore = breakAfter(writesDone);
      await expect(test.erase(customer)).rejects.toThrow('interrupted');
      restore();
      const { objects } = await test.erase(customer);
      expect(objects).toBe(whole.objects);
      const after = (await test.everything()).split('\n');
      expect(after).toEqual(tables);
    }
    expect((await test.audit()).breaches.listed).toEqual([]);
  });

  it('is completed by the next one after Ctrl-C', async () => {
    await test.send(...hers);
    const stop = new AbortController();
    const signal = stop.signal;
    const onProgress = (doing: string): void => {
      if (doing === 'events checked and erased') stop.abort();
    };
    expect((await test.erase(customer, { signal, onProgress })).eventCount).toBeLessThan(7);
    await test.erase(customer);
    expect(await test.everything()).not.toContain(jane);
  });
});
