import { customer, hers, jane, others } from '../../../../support/erasure/customers.ts';
import { useErasing } from '../../../../support/erasure/erasing.ts';
import { samplesOf } from '../../../../support/samples.ts';
import { createTool } from '../../../../support/tool/tool.ts';

const at = '2026-03-01T10:00:00Z';
const test = useErasing();

describe('an erasure', () => {
  it('of a customer includes intents, attempts, refunds, disputes and consents, and nothing shared', async () => {
    await test.send(...hers, ...others);
    const { events, objects } = await test.erase(customer);
    expect(Object.keys(events).sort()).toEqual([
      'customer.created',
      'payment_attempt.received',
      'payment_consent.created',
      'payment_dispute.won',
      'payment_intent.created',
      'payment_link.paid',
      'refund.settled',
    ]);
    expect(objects).toBe(6);
    const remaining = await test.everything();
    expect(remaining).not.toContain(jane);
    expect(remaining.match(/Max Roe/g)).toHaveLength(5);
    expect((await test.audit()).breaches.listed).toEqual([]);
  });

  it('of a cardholder includes cards, their transactions and disputes', async () => {
    const issued = (id: string, name: string, data: object) =>
      Buffer.from(JSON.stringify({ id, name: `issuing.${name}`, created_at: at, data }));
    await test.send(
      issued('evt_dispute', 'transaction_dispute.submitted', {
        id: 'dis_1',
        transaction_id: 'tra_1',
        reason: jane,
      }),
      issued('evt_spent', 'transaction.succeeded', {
        transaction_id: 'tra_1',
        card_id: 'card_1',
        card_nickname: jane,
      }),
      issued('evt_card', 'card.active', {
        card_id: 'card_1',
        cardholder_id: 'chd_1',
        nick_name: jane,
      }),
      issued('evt_holder', 'cardholder.ready', { cardholder_id: 'chd_1', email: jane }),
      issued('evt_other', 'card.active', {
        card_id: 'card_2',
        cardholder_id: 'chd_2',
        nick_name: 'Max Roe',
      }),
    );
    const { eventCount, objects } = await test.erase({ kind: 'cardholder', id: 'chd_1' });
    expect({ eventCount, objects }).toEqual({ eventCount: 4, objects: 4 });
    const remaining = await test.everything();
    expect(remaining).not.toContain(jane);
    expect(remaining).toContain('Max Roe');
  });

  it('of a cardholder changes nothing of the ledger but its merchants and its limit', async () => {
    await test.send(...samplesOf('issuing').map(({ body }) => body));
    const tool = await createTool(test.target);
    try {
      const spent = async () => {
        const text = await tool.run('spend', 'cd760686-6993-5fc2-84b8-74aa8b7ee328', '--json');
        return JSON.parse(text, (name, value) =>
          ['merchant', 'monthlyLimit'].includes(name) ? undefined : value,
        );
      };
      const before = await spent();
      const { rows } = await test.erase({
        kind: 'cardholder',
        id: 'd4112961-3364-551a-96ae-bc3bf7b92bf3',
      });
      expect(rows['issuing']).toBeGreaterThan(40);
      expect(await spent()).toEqual(before);
    } finally {
      tool.stop();
    }
  });

  it('of an unknown subject erases nothing and writes no tombstone', async () => {
    await test.send(...others);
    const before = await test.everything();
    expect(await test.erase(customer)).toMatchObject({ found: false, eventCount: 0 });
    expect(await test.everything()).toBe(before);
  });
});
