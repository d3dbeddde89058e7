import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { bundleOptions, entryOf } from '../../../lib/bundling.ts';

/** A bundle on disk. */
export interface Bundle {
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
  /** Paths of all that is in it. */
  readonly inputs: readonly string[];
}

/**
 * What esbuild does with the fewest options that work: an ES module, for a start waits at its
 * top, in which the SDK's CommonJS half needs a `require`.
 */
export const naiveOptions: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};

const built = (folder: string, entry: string, options: BuildOptions): Bundle => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, options.format === 'cjs' ? 'index.cjs' : 'index.mjs');
  const { metafile } = buildSync({
    ...options,
    entryPoints: [entry],
    outfile: file,
    metafile: true,
    logLevel: 'error',
  });
  const code = Object.entries(metafile.outputs).find(([path]) => !path.endsWith('.map'))?.[1];
  return { folder, file, bytes: code?.bytes ?? 0, inputs: Object.keys(code?.inputs ?? {}) };
};

/** Bundles a function as it ships, or however these options say. */
export const bundleFunction = (
  folder: string,
  name: string,
  options: BuildOptions = bundleOptions,
): Bundle => built(join(folder, name), entryOf(name), options);

const contestant = (name: string): string =>
  join(import.meta.dirname, '..', 'contestants', `${name}.ts`);

/** Bundles a contestant with the options that functions ship with, and some more. */
export const bundleContestant = (
  folder: string,
  name: string,
  { alias = {}, ...options }: Pick<BuildOptions, 'alias' | 'format' | 'external' | 'banner'> = {},
): Bundle =>
  built(join(folder, name), contestant(name), {
    ...bundleOptions,
    ...options,
    alias: { ...bundleOptions.alias, ...alias },
  });

/** For {@link bundleContestant}: the SDK sends nothing. */
export const mockedTransport: Record<string, string> = {
  ...bundleOptions.alias,
  '@smithy/node-http-handler': contestant('transport'),
};
