import * as v from 'valibot';

/** What `inspect --json` prints. */
export const inspectShape = v.strictObject({
  /** Where the page is served. */
  url: v.string(),
});

export type InspectJson = v.InferOutput<typeof inspectShape>;
