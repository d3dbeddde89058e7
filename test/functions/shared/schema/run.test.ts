import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../lib/project-root.ts';
import manifest from '../../../../package.json' with { type: 'json' };

describe("Valibot's internals", () => {
  it('are used in one file', () => {
    const users = globSync('{bin,functions,lib}/**/*.ts', { cwd: projectRoot }).filter((file) =>
      readFileSync(join(projectRoot, file), 'utf8').includes('~run'),
    );
    expect(users).toEqual(['functions/shared/schema/run.ts']);
  });

  it('are those of one version', () => {
    expect(manifest.dependencies.valibot).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
