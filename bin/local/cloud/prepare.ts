import { join } from 'node:path';
import { namesOf } from '../../../lib/names.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { isListening } from '../changes/listening.ts';
import { missingForChanges, withoutChanges } from '../changes/support.ts';
import type { Console } from '../console/console.ts';
import type { LocalOptions } from '../options.ts';
import { type Application, readApplication } from './application.ts';
import { readAssembly } from './assembly.ts';
import { synthesize } from './synthesize.ts';

/** What the names of all that a stage has begin with. */
export const prefixOf = (stage: string): string => namesOf(stage).function('');

/**
 * Synthesizes the application: with changes where anything gets them, also if the stage's settings do not
 * state so.
 */
export const prepare = async (options: LocalOptions, console: Console): Promise<Application> => {
  const { dir, stage } = options;
  const folder = join(dir, 'cdk.out');
  const changes = isListening(projectRoot, stage);
  const missing = changes ? await missingForChanges(options) : undefined;
  const made = await synthesize({ project: projectRoot, folder, stage, changes }, () =>
    console.step('synthesizing the CDK app and bundling the functions …'),
  );
  console.step(made ? 'synthesized' : 'templates and bundles are current');
  const application = readApplication(readAssembly(folder));
  if (missing !== undefined) {
    console.step(`changes are not published and reactions get none: ${missing}`);
    return withoutChanges(application);
  }
  return application;
};
