import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from '../../lib/project-root.ts';

/*
 * The installed packages are those of the lock file, byte for byte, and none runs an install script
 * except those named here.
 */

const read = (file: string): unknown => JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));

const lockedPackage = v.object({
  resolved: v.optional(v.string()),
  integrity: v.optional(v.string()),
  hasInstallScript: v.optional(v.boolean(), false),
  inBundle: v.optional(v.boolean(), false),
  link: v.optional(v.boolean(), false),
});
type LockedPackage = v.InferOutput<typeof lockedPackage>;

const { packages } = v.parse(
  v.object({ packages: v.record(v.string(), lockedPackage) }),
  read('package-lock.json'),
);
const installed = Object.entries(packages).filter(([path]) => path !== '');

const { allowScripts } = v.parse(
  v.object({ allowScripts: v.record(v.string(), v.boolean()) }),
  read('package.json'),
);

/** Packages that may run an install script, and why. */
const reasons: Readonly<Record<string, string>> = {
  esbuild: 'puts its own binary for this machine in the place of a launcher',
  node: "fetches Node.js 24, Lambda's runtime, for whatever machine this is",
};

it('package.json allows or forbids every install script', () => {
  const scripted = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(allowScripts).sort());
});

it('every allowed install script has a reason', () => {
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  expect(allowed.sort()).toEqual(Object.keys(reasons).sort());
});

/** Where a registry keeps a package's file: `/<name>/-/<file>.tgz`. */
const registryFile = /^https:\/\/[^/]+\/.+\/-\/[^/]+\.tgz$/;

/** The registry that a package is locked to; `any` without an address, undefined for no registry. */
const registryOf = ({ resolved, link }: LockedPackage): string | undefined => {
  if (link) return undefined;
  if (resolved === undefined) return 'any';
  return registryFile.test(resolved) ? new URL(resolved).origin : undefined;
};

/** The value that occurs most often. */
const usual = (values: readonly string[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};

/**
 * Packages that come from a folder, an address, a repository or another registry than the others, or
 * whose digest is unknown. A lock file names the registry of all its packages or of none: then the
 * digest alone binds them. What a package has bundled is covered by that package's digest.
 */
const strangersIn = (locked: readonly (readonly [string, LockedPackage])[]): readonly string[] => {
  const own = locked.filter(([, { inBundle }]) => !inBundle);
  const registry = usual(own.flatMap(([, one]) => registryOf(one) ?? []));
  const isStrange = (one: LockedPackage): boolean =>
    registry === undefined || registryOf(one) !== registry || !one.integrity?.startsWith('sha512-');
  const bundled = locked.filter(
    ([, { inBundle, link, resolved }]) => inBundle && (link || resolved),
  );
  return [...own.filter(([, one]) => isStrange(one)), ...bundled].map(([path]) => path);
};

it('every package is from one registry, none from a folder, URL or repository, and each has its digest', () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(strangersIn(installed)).toEqual([]);
});

describe('the check of a lock file', () => {
  const file = (host: string, name: string) => `https://${host}/${name}/-/${name}-1.0.0.tgz`;
  const whole = { integrity: 'sha512-abc', hasInstallScript: false, inBundle: false, link: false };
  const from = (resolved?: string): LockedPackage => ({ ...whole, ...(resolved && { resolved }) });
  const [a, b] = [file('registry.example', 'a'), file('registry.example', 'b')];

  it.each([
    ['names no registry', [from(), from()]],
    ['names one registry', [from(a), from(b)]],
    ['has bundled packages', [from(), { ...whole, integrity: undefined, inBundle: true }]],
  ])('passes one that %s', (_what, locked) => {
    expect(strangersIn(locked.map((one, at) => [`node_modules/${at}`, one]))).toEqual([]);
  });

  it.each([
    ['has no digest', { ...from(), integrity: undefined }],
    ['has a weak digest', { ...from(), integrity: 'sha1-abc' }],
    ['is a folder', { ...from(), link: true }],
    ['is a file', from('file:../one.tgz')],
    ['is in a repository', from('git+ssh://git@code.example/one.git#0a1b')],
    ['is an archive at a URL', from('https://files.example/one.tgz')],
    ['is loaded without encryption', from('http://registry.example/one/-/one-1.0.0.tgz')],
    ['is from another registry', from(file('other.example', 'one'))],
    ['is bundled and has a URL', { ...from(a), inBundle: true }],
  ])('fails for a package that %s', (_what, one) => {
    for (const usual of [
      [from(), from()],
      [from(a), from(b)],
    ]) {
      const locked = [...usual, one].map((each, at) => [`node_modules/${at}`, each] as const);
      expect(strangersIn(locked)).toEqual(['node_modules/2']);
    }
  });

  it('fails for the only URL among packages that name none', () => {
    const locked = [from(), from(), from(a)].map((one, at) => [`node_modules/${at}`, one] as const);
    expect(strangersIn(locked)).toEqual(['node_modules/2']);
  });
});
