import { join } from 'node:path';

/** The project's root: where package.json, the lock file and `functions` are. */
export const projectRoot = join(import.meta.dirname, '..');
