import { reaction } from '../../functions/shared/reaction/reaction.ts';

/** Makes a tenant inactive as soon as its account, or its organisation, has disconnected our app. */
export const stopLostConnection = reaction({
  on: { object: ['account_connection', 'org_connection'], becomes: 'DISCONNECTED' },
  errorImpact: 'Payouts are still scheduled for accounts that have disconnected.',
  tables: ['tenants'],
  handle: async ({ change }) => ({
    transact: [
      {
        Update: {
          TableName: 'tenants',
          Key: { tenant: { S: change.key.pk } },
          UpdateExpression: 'SET active = :no, reason = :reason',
          ExpressionAttributeValues: {
            ':no': { BOOL: false },
            ':reason': { S: change.record?.reason ?? 'unknown' },
          },
        },
      },
    ],
  }),
});
