import { join } from 'node:path';
import { namesOf } from '../../../lib/names.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { usageError } from '../../webhooks/terminal/failure.ts';
import { isListening } from '../changes/listening.ts';
import { missingForChanges, withoutChanges } from '../changes/support.ts';
import type { Console } from '../console/console.ts';
import { withForwarding } from '../forward/subscriber.ts';
import type { LocalOptions } from '../options.ts';
import { type Application, readApplication } from './application.ts';
import { readAssembly } from './assembly.ts';
import { synthesize } from './synthesize.ts';

/** What the names of all that a stage has begin with. */
export const prefixOf = (stage: string): string => namesOf(stage).function('');

/**
 * Synthesizes the application: with changes where anything gets them, also if the stage's settings do not
 * state so.
 * @throws Failure when changes are to be forwarded and cannot be published here.
 */
export const prepare = async (options: LocalOptions, console: Console): Promise<Application> => {
  const { dir, stage, forwardTo } = options;
  const folder = join(dir, 'cdk.out');
  const changes = isListening(projectRoot, stage, forwardTo);
  const missing = changes ? await missingForChanges(options) : undefined;
  if (missing !== undefined && forwardTo !== undefined)
    throw usageError(
      `There are no changes to forward: ${missing}. Start without --forward-to, or name a DynamoDB with streams with --dynamodb-endpoint; on Linux on x64 the embedded dynoxide has them.`,
    );
  const made = await synthesize({ project: projectRoot, folder, stage, changes }, () =>
    console.step('synthesizing the CDK app and bundling the functions …'),
  );
  console.step(made ? 'synthesized' : 'templates and bundles are current');
  const application = readApplication(readAssembly(folder));
  if (missing !== undefined) {
    console.step(`changes are not published and reactions get none: ${missing}`);
    return withoutChanges(application);
  }
  return forwardTo === undefined ? application : withForwarding(application, prefixOf(stage));
};
