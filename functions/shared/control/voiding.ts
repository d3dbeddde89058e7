import { isVoid, MOST_RECEIPTS, receiptsOf } from '../store/receipts.ts';
import type { Headline, VerifiedReceipt } from '../store/store.ts';
import type { Rules, VoidScope } from './rules.ts';

type Verified = Omit<VerifiedReceipt, 'voidedBy'>;

/** Whether a rule voids a delivery: by the label of its secret, and by when it was received. */
export const isVoidedBy = (
  { secret, receivedAt }: Pick<Verified, 'secret' | 'receivedAt'>,
  { label, since, until = Number.POSITIVE_INFINITY }: VoidScope,
): boolean => secret === label && receivedAt >= since && receivedAt < until;

/** A delivery as the archive keeps it, with the rules that void it. */
export const receiptOf = (
  { sentAt, receivedAt, requestId, secret, signature }: Verified,
  { voids }: Rules,
): VerifiedReceipt => {
  const own = { sentAt, receivedAt, requestId, secret, signature };
  return {
    ...own,
    voidedBy: voids
      .filter((rule) => isVoidedBy(own, rule))
      .map(({ id }) => id)
      .sort(),
  };
};

/**
 * The receipts of an archived event with that of another delivery of it, where that proves more: another
 * secret has signed it, or the same one at a time for which it is not void.
 * @returns undefined where it proves nothing more.
 */
export const receiptsWith = (
  event: Headline,
  delivery: Verified,
  rules: Rules,
): readonly VerifiedReceipt[] | undefined => {
  const receipts = receiptsOf(event);
  const receipt = receiptOf(delivery, rules);
  const ids = new Set(rules.voids.map(({ id }) => id));
  const isByTime = ({ voidedBy }: VerifiedReceipt): boolean =>
    voidedBy.length > 0 && voidedBy.every((id) => ids.has(id));
  const same = receipts.filter(({ secret }) => secret === delivery.secret);
  const provesMore = same.length === 0 || (!isVoid(receipt) && same.every(isByTime));
  return provesMore && receipts.length < MOST_RECEIPTS ? [...receipts, receipt] : undefined;
};
