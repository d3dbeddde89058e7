import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../../lib/project-root.ts';
import { Missing } from '../../support/steps.ts';

/** The project as an earlier commit has it, with the packages of this checkout. */
export interface Previous {
  readonly root: string;
  /** Which commit it is, and how its packages differ from what it was made with, for a person. */
  readonly words: string;
  remove(): void;
}

const git = (...words: readonly string[]): string =>
  execFileSync('git', words, {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

const commitOf = (ref: string): string | undefined => {
  try {
    return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  } catch {
    return undefined;
  }
};

const lockOf = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8');

/**
 * Checks out an earlier commit beside this checkout.
 * @param base the commit; by default the one before the latest, or the latest where a shallow clone has no other.
 * @throws Missing where there is no such commit, or no git.
 */
export const checkOutPrevious = (base?: string): Previous => {
  const found = [base ?? ['HEAD~1', 'HEAD']].flat().flatMap((ref) => {
    const commit = commitOf(ref);
    return commit === undefined ? [] : [{ ref, commit }];
  })[0];
  if (!found)
    throw new Missing(
      `The test of an upgrade needs git and the commit ${base ?? 'HEAD'}, and one of them is not here. In a shallow clone, fetch it first: git fetch --deepen 1`,
    );
  const folder = mkdtempSync(join(tmpdir(), 'previous-'));
  const [archive, root] = [join(folder, 'project.tar'), join(folder, 'project')];
  mkdirSync(root);
  git('archive', '--format=tar', `--output=${archive}`, found.commit);
  execFileSync('tar', ['-xf', archive, '-C', root]);
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  const words = [
    `from ${found.ref} (${found.commit.slice(0, 8)})`,
    ...(base === undefined && found.ref === 'HEAD' ? ['HEAD~1 is not in this clone'] : []),
    ...(lockOf(root) === lockOf(projectRoot) ? [] : ['with the packages of this checkout']),
  ];
  return {
    root,
    words: words.join(', '),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
