import { reaction } from '../../../../functions/shared/reaction/reaction.ts';
import { paid, queuedChange } from '../../../support/changes/changes.ts';

const releaseOrder = reaction({
  on: { object: 'payment_intent', becomes: 'SUCCEEDED' },
  errorImpact: 'Paid orders are not released.',
  handle: async ({ change, later }) => {
    // Compiles only where the record is that of a payment intent.
    const order: string | undefined = change.record?.merchant_order_id;
    return order === undefined ? later(60) : { transact: [] };
  },
});

describe('what reaction() returns', () => {
  it('has the definition, for infrastructure, which loads it without an environment', () => {
    expect(releaseOrder.definition).toMatchObject({
      on: { object: 'payment_intent', becomes: 'SUCCEEDED' },
      errorImpact: 'Paid orders are not released.',
    });
  });

  it('fails where its function is without its environment', async () => {
    const call = async () => releaseOrder({ Records: [queuedChange(paid('a', 1))] });
    await expect(call()).rejects.toThrow('REACTION is not set');
  });

  it('compiles only for words that exist', () => {
    const wrong = reaction({
      // @ts-expect-error that is a status of another kind of record
      on: { object: 'refund', becomes: 'SUCCEEDED' },
      errorImpact: 'none',
      handle: async () => {},
    });
    expect(wrong.definition.errorImpact).toBe('none');
  });
});
