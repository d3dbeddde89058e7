import { sample } from '../../support/samples.ts';

/** An event of 1 KB (1,025 bytes) that sets one record. */
export const oneKilobyte = (): { readonly domain: string; readonly body: Buffer } => ({
  domain: 'payments',
  body: sample('payments', 'payment_method.disabled'),
});
