import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../../bin/local/cloud/synthesize.ts';
import { projectRoot } from '../../../lib/project-root.ts';

const cache = join(projectRoot, '.cache');

/** The folder that {@link synthesizeShared} writes. */
export const sharedAssembly = join(cache, `synthesized-${process.env['JEST_WORKER_ID']}`);

/** Synthesizes the templates and bundles of the stage `dev`, which the tests of one jest worker share. */
export const synthesizeShared = async (): Promise<void> => {
  mkdirSync(cache, { recursive: true });
  await synthesize({ project: projectRoot, folder: sharedAssembly, stage: 'dev' }, () => {});
};
