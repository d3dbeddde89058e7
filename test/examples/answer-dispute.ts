import { reaction } from '../../functions/shared/reaction/reaction.ts';

/** Opens a task for a person when a dispute must be answered within 48 hours. */
export const answerDispute = reaction({
  on: { object: 'payment_dispute', kind: 'due' },
  errorImpact: 'Disputes run out of time to answer.',
  tables: ['tasks'],
  handle: async ({ change, idempotencyKey }) => ({
    transact: [
      {
        Put: {
          TableName: 'tasks',
          Item: {
            task: { S: idempotencyKey },
            title: { S: `Answer the dispute ${change.record?.id} by ${change.dueAt}` },
          },
        },
      },
    ],
  }),
});
