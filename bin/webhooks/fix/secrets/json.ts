import * as v from 'valibot';
import { maybeText, maybeTime } from '../../json/event.ts';

/** What `secrets list --json` prints. */
export const labelsShape = v.strictObject({
  labels: v.array(
    v.strictObject({
      label: v.string(),
      /** `removed`: it verified events and is no longer stored. */
      state: v.picklist(['live', 'empty', 'removed']),
      events: v.number(),
      lastUsedAt: maybeTime,
      lastEventId: maybeText,
    }),
  ),
  /** Events that were read, archived since then. */
  events: v.number(),
  since: maybeTime,
  complete: v.boolean(),
});

/** What `secrets add --json` and `secrets remove --json` print. */
export const changedLabelShape = v.strictObject({
  label: v.string(),
  change: v.picklist(['added', 'replaced', 'removed']),
  /** When the ingress knows of it at the latest. */
  effectiveWithinSeconds: v.number(),
});

export type ChangedLabel = v.InferOutput<typeof changedLabelShape>;
