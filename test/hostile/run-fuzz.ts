/** `npm run test:fuzz`: the generated requests, new ones and a hundred times as many. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root.ts';

const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  [jest, 'test/hostile/fuzz', ...process.argv.slice(2)],
  { cwd: projectRoot, stdio: 'inherit', env: { FUZZ: '100', SEED: 'new', ...process.env } },
);
process.exitCode = status ?? 1;
