import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, Failure } from '../../terminal/failure.ts';

const git = (root: string, parameters: readonly string[], index?: string): string =>
  execFileSync('git', parameters, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(index === undefined ? {} : { GIT_INDEX_FILE: index }) },
  }).trim();

/** A commit's id. @throws Failure when there is no such commit here. */
const commitOf = (root: string, ref: string): string => {
  try {
    return git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  } catch {
    throw new Failure(
      `There is no commit "${ref}" here. In a shallow clone, fetch it first: git fetch origin <branch>.`,
      exitCodes.notFound,
    );
  }
};

/** A commit of this project whose functions are laid out to be run. */
export interface Base {
  /** The commit's full id. */
  readonly commit: string;
  /** The folder that holds `functions/` as it was. */
  readonly root: string;
}

/**
 * Lays out the functions of a commit under `.cache/`, where they find the project's packages. Through
 * an index of its own: neither the working tree nor its index is touched.
 * @throws Failure when there is no such commit, or it has no functions.
 */
export const layOut = (root: string, ref: string): Base => {
  const commit = commitOf(root, ref);
  const cache = join(root, '.cache', 'impact');
  const base = { commit, root: join(cache, commit) };
  if (existsSync(base.root)) return base;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  const index = join(draft, 'index');
  try {
    git(root, ['read-tree', '--prefix=functions/', `${commit}:./functions`], index);
    git(root, ['checkout-index', '--all', `--prefix=${draft}/`], index);
    rmSync(index);
    renameSync(draft, base.root);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(base.root)) return base;
    const reason = error instanceof Error ? error.message : 'error';
    throw new Failure(`The functions of ${ref} cannot be laid out: ${reason}`);
  }
  return base;
};
