import * as v from 'valibot';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import { maybeTime } from '../../../json/event.ts';
import type { Discarded, UnreadableLetter } from './note.ts';

const letterFields = {
  domain: v.string(),
  messageId: v.string(),
  /** SHA-256 of the message's body, hex. */
  digest: v.string(),
  bytes: v.number(),
  /** Why it is unreadable. */
  cause: v.string(),
  queuedAt: maybeTime,
  /** Null in a dry run. */
  discardedAt: maybeTime,
};

const letterShape = v.strictObject(letterFields);

/** What `redrive --discarded --json` prints. */
export const discardedShape = v.array(letterShape);

/** What `redrive --discard --json` prints. */
export const discardShape = v.strictObject({ dryRun: v.boolean(), ...letterFields });

const letterJson = (
  letter: UnreadableLetter & Partial<Discarded>,
): v.InferOutput<typeof letterShape> => ({
  domain: letter.domain,
  messageId: letter.messageId,
  digest: letter.digest,
  bytes: letter.bytes,
  cause: letter.cause,
  queuedAt: isoTime(letter.queuedAt) ?? null,
  discardedAt: letter.discardedAt === undefined ? null : (isoTime(letter.discardedAt) ?? null),
});

/** The notes of discarded messages as JSON. */
export const discardedJson = (notes: readonly Discarded[]): v.InferOutput<typeof discardedShape> =>
  notes.map(letterJson);

/** A message that is or would be discarded as JSON. */
export const discardJson = (
  letter: UnreadableLetter & Partial<Discarded>,
  dryRun: boolean,
): v.InferOutput<typeof discardShape> => ({ dryRun, ...letterJson(letter) });
