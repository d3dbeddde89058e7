import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The project's root: where its package.json is. */
export const projectRoot = join(import.meta.dirname, '..', '..');

/** Scripts of package.json that a person runs with paths of their own. */
const scripts = ['webhooks', 'start'];

/**
 * The folder that a person works in. npm changes to the project's root before it runs a script, and
 * passes on where it was called: https://docs.npmjs.com/cli/v11/commands/npm-run#description
 */
export const workingFolder = (): string => {
  const { INIT_CWD: calledIn, npm_lifecycle_event: script = '' } = process.env;
  const here = process.cwd();
  return here === projectRoot && scripts.includes(script) && calledIn ? calledIn : here;
};

/** A path as the person who gave it means it. */
export const givenPath = (path: string): string => resolve(workingFolder(), path);

/** From the inside out. */
const foldersAround = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAround(parent)];
};

/** Whether npm, called where the person works, takes this project for its own. */
export const isInProject = (): boolean =>
  foldersAround(workingFolder()).find((folder) =>
    ['package.json', 'node_modules'].some((name) => existsSync(join(folder, name))),
  ) === projectRoot;
