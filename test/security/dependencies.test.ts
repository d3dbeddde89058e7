import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from '../../lib/bundling.ts';

/*
 * What is installed is what the lock file says, byte for byte, and none of it runs a script of its own
 * but what is named here.
 */

const read = (file: string): unknown => JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));

const { packages } = v.parse(
  v.object({
    packages: v.record(
      v.string(),
      v.object({
        resolved: v.optional(v.string()),
        integrity: v.optional(v.string()),
        hasInstallScript: v.optional(v.boolean(), false),
        inBundle: v.optional(v.boolean(), false),
        link: v.optional(v.boolean(), false),
      }),
    ),
  }),
  read('package-lock.json'),
);
const installed = Object.entries(packages).filter(([path]) => path !== '');

const { allowScripts } = v.parse(
  v.object({ allowScripts: v.record(v.string(), v.boolean()) }),
  read('package.json'),
);

/** What may run when it is installed, and why. */
const reasons: Readonly<Record<string, string>> = {
  esbuild: 'puts its own binary for this machine in the place of a launcher',
  node: "fetches Node.js 24, Lambda's runtime, for whatever machine this is",
};

it('decides of every install script whether it runs', () => {
  const scripted = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(allowScripts).sort());
});

it('runs none that has no reason to', () => {
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  expect(allowed.sort()).toEqual(Object.keys(reasons).sort());
});

it('takes everything from a registry, nothing from a folder, an address or a repository, and knows its digest', () => {
  expect(installed.length).toBeGreaterThan(100);
  // Without an address it comes from whichever registry npm is set to: the digest is what binds it.
  const strange = installed.filter(
    ([, { resolved = 'https://registry.npmjs.org/', integrity = '', inBundle, link }]) =>
      link ||
      !resolved.startsWith('https://registry.npmjs.org/') ||
      !(inBundle || integrity.startsWith('sha512-')),
  );
  expect(strange.map(([path]) => path)).toEqual([]);
});
