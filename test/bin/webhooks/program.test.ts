import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';
import packageFile from '../../../package.json' with { type: 'json' };

it('prints the version of the project', () => {
  const main = join(projectRoot, 'bin/webhooks/main.ts');
  const printed = execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' });
  expect(printed).toBe(`${packageFile.version}\n`);
});
