import { Buffer } from 'node:buffer';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isoTime } from '../event/time.ts';
import { toItem } from './attributes.ts';
import type { Headline, VerifiedReceipt } from './store.ts';

/** How many receipts an event keeps: one for each secret that has signed it, and more only by mistake. */
export const MOST_RECEIPTS = 8;

/** The receipts of an event in the order in which they came. */
export const receiptsOf = (event: Headline): readonly VerifiedReceipt[] => {
  const { sentAt, receivedAt, requestId, secret, signature } = event;
  return event.receipts ?? [{ sentAt, receivedAt, requestId, secret, signature, voidedBy: [] }];
};

export const isVoid = ({ voidedBy }: VerifiedReceipt): boolean => voidedBy.length > 0;

/**
 * An event with other receipts. It is that of the first receipt that is not void: the same as if the void
 * ones had never come. Where all are void the event is, and states what it would be otherwise.
 */
export const withReceipts = <Event extends Headline>(
  event: Event,
  receipts: readonly VerifiedReceipt[],
): Event => {
  const authentic = receipts.find((receipt) => !isVoid(receipt));
  const { voidedBy: _, ...receipt } = authentic ?? receipts[0] ?? { voidedBy: [] };
  const otherwise = event.otherwise ?? event.outcome;
  return {
    ...event,
    ...receipt,
    receipts: receipts.length > 1 || authentic === undefined ? receipts : undefined,
    outcome: authentic === undefined ? 'void' : otherwise,
    otherwise: authentic === undefined ? otherwise : undefined,
  };
};

/** The attributes by which an item states how a delivery was verified. The short name saves write units. */
export const verifiedItem = (
  receipt: Omit<VerifiedReceipt, 'voidedBy'>,
): Record<string, AttributeValue> => ({
  ...toItem({
    sentAt: isoTime(receipt.sentAt),
    receivedAt: isoTime(receipt.receivedAt),
    requestId: receipt.requestId,
    secret: receipt.secret,
  }),
  ...(receipt.signature && { sig: { B: Buffer.from(receipt.signature, 'hex') } }),
});

/** The receipts of an event as attributes of its item. */
export const receiptItem = ({ receipts, otherwise }: Headline): Record<string, AttributeValue> => ({
  ...(receipts && {
    receipts: {
      L: receipts.map((receipt) => ({
        M: {
          ...verifiedItem(receipt),
          ...(isVoid(receipt) && toItem({ voidedBy: receipt.voidedBy })),
        },
      })),
    },
  }),
  ...toItem({ otherwise }),
});

/** The signature that an item states, hex. */
export const signatureFrom = ({ sig }: Record<string, AttributeValue>): string | undefined =>
  sig?.B && Buffer.from(sig.B).toString('hex');

const receiptFrom = ({ M: receipt = {} }: AttributeValue): VerifiedReceipt => ({
  sentAt: Date.parse(receipt['sentAt']?.S ?? ''),
  receivedAt: Date.parse(receipt['receivedAt']?.S ?? ''),
  requestId: receipt['requestId']?.S ?? '',
  secret: receipt['secret']?.S ?? '',
  signature: signatureFrom(receipt),
  voidedBy: receipt['voidedBy']?.L?.flatMap(({ S }) => S ?? []) ?? [],
});

/** The receipts that an item states. */
export const receiptsFrom = (
  item: Record<string, AttributeValue>,
): readonly VerifiedReceipt[] | undefined => item['receipts']?.L?.map(receiptFrom);
