import { reaction } from '../../../../functions/shared/reaction/reaction.ts';

/** A reaction of the tests alone, with everything that infrastructure is made of. */
export const releaseOrder = reaction({
  on: { object: 'payment_intent', becomes: 'SUCCEEDED' },
  errorImpact: 'Paid orders are not released.',
  timeoutSeconds: 20,
  lateMinutes: 45,
  tables: ['orders', 'shipments'],
  environment: { WAREHOUSE: 'north' },
  handle: () => Promise.resolve(),
});
