import type { Erasures } from '../../../functions/shared/erasure/erasures.ts';

/** The erasures where nothing was ever erased. */
export const nothingErased: Erasures = { current: async () => new Map() };
