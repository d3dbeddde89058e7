import * as v from 'valibot';
import type { Restored } from './restore.ts';

/** Whether items were copied, would be, or the run was ended by Ctrl-C. */
export type RestoreMode = 'restored' | 'dry run' | 'interrupted';

/** What `restore --json` prints. */
export const restoredShape = v.strictObject({
  mode: v.picklist(['restored', 'dry run', 'interrupted']),
  tables: v.array(
    v.strictObject({
      /** `events`, or the domain whose records it holds. */
      table: v.string(),
      items: v.number(),
      /** Items that the table in use did not have. */
      missing: v.number(),
      copied: v.number(),
    }),
  ),
});

/** What was restored as JSON. */
export const restoredJson = (
  all: readonly Restored[],
  mode: RestoreMode,
): v.InferOutput<typeof restoredShape> => ({
  mode,
  tables: all.map(({ of, ...counts }) => ({ table: of, ...counts })),
});
