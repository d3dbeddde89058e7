import { reaction } from '../../functions/shared/reaction/reaction.ts';

/** Releases an order once, when its payment has succeeded. */
export const releaseOrder = reaction({
  on: { object: 'payment_intent', becomes: 'SUCCEEDED' },
  errorImpact: 'Paid orders are not released.',
  tables: ['orders'],
  handle: async ({ change }) => {
    const order = change.record?.merchant_order_id;
    if (order === undefined) return undefined;
    return {
      transact: [
        {
          Update: {
            TableName: 'orders',
            Key: { order: { S: order } },
            UpdateExpression: 'SET released = :at ADD releases :one',
            ExpressionAttributeValues: { ':at': { S: change.publishedAt }, ':one': { N: '1' } },
          },
        },
      ],
    };
  },
});
