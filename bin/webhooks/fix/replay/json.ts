import * as v from 'valibot';
import { maybeText } from '../../json/event.ts';
import { answerKinds, type ReplayAnswer } from './answer.ts';

/** What `replay --json` prints of each event, a line each. */
export const replayedShape = v.strictObject({
  id: v.string(),
  digest: v.string(),
  name: maybeText,
  /** The domain that owns the event's name today. */
  domain: v.string(),
  result: v.picklist(answerKinds),
  because: v.string(),
});

/** The result of replaying one event as JSON. */
export const replayedJson = ({
  eventId,
  digest,
  name,
  domain,
  answer,
  because,
}: ReplayAnswer): v.InferOutput<typeof replayedShape> => ({
  id: eventId,
  digest,
  name: name ?? null,
  domain,
  result: answer,
  because,
});
