import fc from 'fast-check';

const chosen = process.env['SEED'] ?? '1';

/**
 * Properties use the same cases in every run, so that a failure is due to the change alone. `SEED=<n>`
 * uses other cases and `SEED=new` new ones. A failure prints its seed.
 */
fc.configureGlobal({ seed: chosen === 'new' ? Date.now() : Number(chosen) });
