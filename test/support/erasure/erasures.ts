import type { Control } from '../../../functions/shared/control/control.ts';
import { noRules } from '../../../functions/shared/control/rules.ts';
import type { Erased } from '../../../functions/shared/erasure/tombstone.ts';

/** The control table where nothing was ever erased. */
export const nothingErased: Control = {
  rules: async () => noRules,
  erasedAmong: async () => new Map(),
};

/** The control table where these ids were erased. */
export const controlOf = (erased: Erased): Control => ({
  rules: async () => ({ ...noRules, erasedAt: Math.max(...erased.values()) }),
  erasedAmong: async (ids) => new Map([...erased].filter(([id]) => ids.has(id))),
});
