import { isBuiltin } from 'node:module';
import { join, matchesGlob } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { sbom } from '../../bin/sbom.ts';
import { domains, unrouted } from '../../functions/domains.ts';
import { bundleOptions, entryOf, streamingBundleOptions } from '../../lib/bundling.ts';
import { projectRoot } from '../../lib/project-root.ts';
import manifest from '../../package.json' with { type: 'json' };

type Output = Metafile['outputs'][string];

/** The bundle of a function as it ships, with its size and its input files. */
const bundleOf = (name: string, options: BuildOptions = bundleOptions): Output => {
  const { metafile } = buildSync({
    ...options,
    absWorkingDir: projectRoot,
    entryPoints: [name.endsWith('.ts') ? join(projectRoot, name) : entryOf(name)],
    outfile: 'index.mjs',
    write: false,
    metafile: true,
  });
  const output = metafile.outputs['index.mjs'];
  if (output === undefined) throw new Error(`${name} has no bundle`);
  return output;
};

/**
 * Packages that double the cold start of a bundle: the whole credential chain and its clients, the
 * document client, and CommonJS copies of packages that also ship as ES modules.
 */
const heavy =
  /credential-provider-(?!env)|nested-clients|lib-dynamodb|@(?:aws-sdk|smithy)\/.*dist-cjs/;

const heavyIn = ({ inputs }: Output): string[] =>
  Object.keys(inputs).filter((path) => heavy.test(path));

const ownFilesOf = ({ inputs }: Output): string[] =>
  Object.keys(inputs).filter((path) => !path.includes('node_modules/'));

const packagesOf = ({ inputs }: Output): Set<string> =>
  new Set(
    Object.keys(inputs).flatMap((path) => {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
      return name === undefined ? [] : [name];
    }),
  );

/** Packages for the developer's machine. */
const tools = ['aws-cdk-lib', 'cdk-nag', 'constructs', 'commander', 'esbuild', 'fauxqs'];

const consumers = [...domains, unrouted].map(({ name }) => ({
  name,
  /** Minified bytes; the SDK's two clients alone are 248,000. */
  bar: 275_000,
  files: ['functions/shared/**', `functions/${name}/*.ts`],
}));

const ingress = {
  name: 'ingress',
  /** Minified bytes; the SDK's two clients alone are 218,000. */
  bar: 232_000,
  files: [
    'functions/domains.ts',
    'functions/*/{domain,work}.ts',
    'functions/ingress/*.ts',
    'functions/shared/environment.ts',
    'functions/shared/lambda/**',
    'functions/shared/event/*.ts',
  ],
};

const overdue = {
  name: 'scheduled/overdue',
  /** Minified bytes. It runs once an hour, so that a start may take longer. */
  bar: 260_000,
  files: [
    'functions/{domains,dwells}.ts',
    'functions/*/{domain,dwells,work}.ts',
    'functions/scheduled/tables.ts',
    'functions/scheduled/overdue/*.ts',
    'functions/shared/**',
  ],
};

const due = {
  name: 'scheduled/due',
  /** Minified bytes. It runs once an hour, so that a start may take longer. */
  bar: 260_000,
  files: [
    'functions/domains.ts',
    'functions/*/{domain,work}.ts',
    'functions/scheduled/tables.ts',
    'functions/scheduled/due/*.ts',
    'functions/shared/**',
  ],
};

const auditPass = {
  name: 'scheduled/audit-pass',
  /** Minified bytes, those of every domain's schemas included. It runs once an hour. */
  bar: 465_000,
  files: [
    'functions/{domains,runtimes}.ts',
    'functions/*/**',
    'functions/scheduled/{audit,audit-pass}/*.ts',
    'functions/scheduled/tables.ts',
    'functions/shared/**',
  ],
};

const heartbeat = {
  name: 'scheduled/heartbeat',
  /** Minified bytes. It runs once an hour, so that a start may take longer. */
  bar: 260_000,
  files: [
    'functions/ingress/{labelled,signature}.ts',
    'functions/scheduled/heartbeat/*.ts',
    'functions/shared/**',
  ],
};

const publisher = {
  name: 'publisher',
  /** Minified bytes; the SDK's two clients alone are 234,000. */
  bar: 260_000,
  files: ['functions/publisher/*.ts', 'functions/shared/**'],
};

/** A reaction of the tests, which does nothing: what every reaction ships. */
const reaction = {
  name: 'test/lib/changes/reactions/release-order.ts',
  /** Minified bytes; the SDK's two clients alone are 248,000. */
  bar: 275_000,
  files: ['test/lib/changes/reactions/release-order.ts', 'functions/shared/**'],
};

describe.each([ingress, overdue, due, auditPass, heartbeat, publisher, reaction, ...consumers])(
  'the bundle of $name',
  ({ name, bar, files }) => {
    const isStreaming = name === auditPass.name;
    const bundle = bundleOf(name, isStreaming ? streamingBundleOptions : bundleOptions);

    it(`weighs at most ${bar} bytes`, () => {
      expect(bundle.bytes).toBeLessThanOrEqual(bar);
    });

    it('has no package that would double its cold start', () => {
      expect(heavyIn(bundle)).toEqual([]);
    });

    it('has no file of another function, of infrastructure, tools, tests or samples', () => {
      const foreign = ownFilesOf(bundle).filter(
        (path) => !files.some((it) => matchesGlob(path, it)),
      );
      expect(foreign).toEqual([]);
      expect(tools.filter((tool) => packagesOf(bundle).has(tool))).toEqual([]);
    });

    it('imports nothing from outside but modules of Node', () => {
      const needed = bundle.imports.filter(({ kind }) => kind !== 'dynamic-import');
      expect(needed.filter(({ path }) => !isBuiltin(path))).toEqual([]);
    });
  },
);

describe('the packages of the bundles', () => {
  const bundled = new Set(
    ['ingress', 'publisher', auditPass.name, ...consumers.map(({ name }) => name)].flatMap(
      (name) => [...packagesOf(bundleOf(name))],
    ),
  );

  it('are those in the software bill of materials', () => {
    const listed = sbom().components.map(({ name }) => name);
    expect(listed.sort()).toEqual([...bundled].sort());
  });

  it('include every dependency in package.json; what only develops or deploys is a devDependency', () => {
    expect([...bundled]).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  });
});

describe('a bundle built without our options', () => {
  it('has the credential chain, and exceeds the size limit', () => {
    const bundle = bundleOf('ingress', { ...bundleOptions, alias: {} });
    expect(heavyIn(bundle).join()).toMatch(/credential-provider-ini.*nested-clients/);
    expect(bundle.bytes).toBeGreaterThan(ingress.bar);
  });

  it('has the CommonJS copy of the SDK', () => {
    const bundle = bundleOf('ingress', { ...bundleOptions, mainFields: ['main', 'module'] });
    expect(heavyIn(bundle).join()).toContain('dist-cjs');
  });
});
