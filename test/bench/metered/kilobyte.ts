import { sample } from '../../support/samples.ts';

const KILOBYTE = 1_024;

/** A refund's event of exactly 1 KB that sets one row: the merchant's metadata fills it. */
export const oneKilobyte = (): { readonly domain: string; readonly body: Buffer } => {
  const event = JSON.parse(sample('payments', 'refund.settled').toString());
  const bytes = (): Buffer => Buffer.from(JSON.stringify(event));
  const metadata: Record<string, string> = {};
  event.data.object.metadata = metadata;
  for (let number = 1; bytes().length < KILOBYTE - 60; number += 1)
    metadata[`order_line_${number}`] = `SKU-${(number * 48_271) % 65_537}-${number}`;
  metadata['note'] = '';
  metadata['note'] = 'x'.repeat(KILOBYTE - bytes().length);
  return { domain: 'payments', body: bytes() };
};
