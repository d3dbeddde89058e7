import * as v from 'valibot';
import { maybeText } from '../../json/event.ts';

/** What `doctor --json` prints. */
export const findingsShape = v.array(
  v.strictObject({
    check: v.string(),
    status: v.picklist(['ok', 'warning', 'problem', 'skipped']),
    detail: v.string(),
    /** The next step: a command to copy, where there is one. */
    next: maybeText,
  }),
);

/** What `doctor signature --json` prints. */
export const signatureShape = v.strictObject({
  right: v.boolean(),
  /** The label of the secret that explains it. */
  label: maybeText,
  /** The mistakes that lead to the signature, and the usual cause of each. */
  mistakes: v.array(v.strictObject({ name: v.string(), what: v.string(), from: v.string() })),
  remarks: v.array(v.string()),
});
