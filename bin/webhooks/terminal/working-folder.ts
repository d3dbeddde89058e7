import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';

/** Scripts of package.json that take paths as arguments. */
const scripts = ['webhooks', 'start'];

/**
 * The folder in which a command was entered. npm changes to the project's root before it runs a script, and
 * passes on the original folder: https://docs.npmjs.com/cli/v11/commands/npm-run#description
 */
export const workingFolder = (): string => {
  const { INIT_CWD: calledIn, npm_lifecycle_event: script = '' } = process.env;
  const here = process.cwd();
  return here === projectRoot && scripts.includes(script) && calledIn ? calledIn : here;
};

/** A given path, resolved against the working folder. */
export const givenPath = (path: string): string => resolve(workingFolder(), path);

/** A folder and its parents, the innermost first. */
const foldersAround = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAround(parent)];
};

/** Whether npm, called in the working folder, selects this project. */
export const isInProject = (): boolean =>
  foldersAround(workingFolder()).find((folder) =>
    ['package.json', 'node_modules'].some((name) => existsSync(join(folder, name))),
  ) === projectRoot;
