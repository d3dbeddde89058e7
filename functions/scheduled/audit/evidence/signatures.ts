import { type SigningSecret, sign } from '../../../ingress/signature.ts';
import { readEnvelope } from '../../../shared/event/envelope.ts';
import { isOwnLabel, maySign } from '../../../shared/event/internal.ts';
import type { ArchivedEvent } from '../../../shared/store/store.ts';

/** Why a signature cannot be recomputed. */
export type Unverifiable = 'masked' | 'erased' | 'noSignature' | 'secretUnknown';

/** What recomputing an event's signature comes to. */
export type SignatureCheck = 'verified' | 'wrong' | Unverifiable;

/** Recomputes the signature of an archived event. */
type CheckSignature = (
  event: Pick<
    ArchivedEvent,
    'sentAt' | 'signature' | 'secret' | 'body' | 'maskedDigest' | 'erasedAt'
  >,
) => SignatureCheck;

/**
 * Recomputes signatures with these secrets. A label can have several, where one was replaced.
 * @param secrets live and retired, under the labels that events state.
 */
export const signatureCheck = (secrets: readonly SigningSecret[]): CheckSignature => {
  const byLabel = Map.groupBy(secrets, ({ label }) => label);
  return ({ sentAt, signature, secret: label, body, maskedDigest, erasedAt }) => {
    if (erasedAt !== undefined) return 'erased';
    if (maskedDigest !== undefined) return 'masked';
    if (signature === undefined) return 'noSignature';
    const known = byLabel.get(label);
    if (known === undefined) return 'secretUnknown';
    // A secret of our own signs nothing of Airwallex.
    if (isOwnLabel(label) && !maySign(label, readEnvelope(body)?.name)) return 'wrong';
    return known.some((secret) => sign(secret, String(sentAt), body) === signature)
      ? 'verified'
      : 'wrong';
  };
};
