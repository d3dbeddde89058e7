import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from './programs.ts';
import { Missing } from './steps.ts';

/** What an environment holds; one for each file of requirements that cannot be together. */
interface Environment {
  /** In `.local/`. */
  readonly name: string;
  /** In this folder. */
  readonly requirements: string;
}

const usual: Environment = { name: 'python', requirements: 'requirements.txt' };

/** The environment of what checks templates and workflows; its boto3 is another one than the AWS CLI's. */
export const checkovEnvironment: Environment = {
  name: 'checkov',
  requirements: 'requirements-checkov.txt',
};

const lastLine = (error: unknown): string =>
  error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);

/** What `python3` is; its environments serve no other one. */
const versionOfPython = async (): Promise<string> => {
  try {
    return (await runProgram('python3', ['--version'])).trim();
  } catch {
    throw new Missing('This test needs Python 3.11 or newer, and there is no python3 here.');
  }
};

/**
 * The folder of the programs of a Python environment in `.local/` that holds exactly what its
 * requirements pin; made when it is not there or pins something else.
 * @param say hears what was made.
 * @throws Missing when Python or its package registry is not there.
 */
export const pythonEnvironment = async (
  say: (detail: string) => void,
  environment = usual,
): Promise<string> => {
  const folder = join(projectRoot, '.local', environment.name);
  const requirements = join(import.meta.dirname, environment.requirements);
  const version = await versionOfPython();
  const pinned = readFileSync(requirements);
  const wanted = createHash('sha256').update(`${version}\n`).update(pinned).digest('hex');
  const stamp = join(folder, 'made-from');
  const bin = join(folder, 'bin');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin;
  rmSync(folder, { recursive: true, force: true });
  try {
    await runProgram('python3', ['-m', 'venv', folder]);
  } catch (error) {
    throw new Missing(`This test needs Python's venv (Debian: python3-venv): ${lastLine(error)}`);
  }
  // Everything is pinned, so nothing is to be resolved; what is used is compiled when it is used.
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile'];
  try {
    await runProgram(join(bin, 'python'), [...pip, '--requirement', requirements]);
  } catch (error) {
    throw new Missing(
      `The packages of test/live/support/${environment.requirements} cannot be installed: ${lastLine(error)}`,
    );
  }
  writeFileSync(stamp, wanted);
  say(`installed with ${version}`);
  return bin;
};
