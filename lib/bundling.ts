import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { projectRoot } from './project-root.ts';

/** The file whose `handler` runs as the function of this name. */
export const entryOf = (name: string): string => join(projectRoot, 'functions', name, 'handler.ts');

const standIn = (name: string): string =>
  join(projectRoot, 'functions/shared/lambda/stand-ins', `${name}.ts`);

const alias = {
  '@aws-sdk/credential-provider-node': standIn('credentials'),
  '@aws-sdk/endpoint-cache': standIn('endpoint-cache'),
} as const;

/**
 * How every function is bundled: with everything it runs, the SDK included. A test and the
 * benchmarks build with these too, so that they look at what ships.
 */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // The SDK's CommonJS half calls `require`, which does not exist in ES modules.
  mainFields: ['module', 'main'],
  alias: { ...alias, '@smithy/core/checksum': standIn('checksum') },
  // Loaded by the SDK for streaming operations alone, of which SQS, SNS, DynamoDB and Secrets Manager
  // have none: 20 KB that never run. CloudWatch Logs has one, see below.
  external: ['@smithy/core/event-streams'],
  // The manifests of the SDK's clients, of which nothing but the version is read, for the name by which a
  // client introduces itself: 5 KB. It then gives no version.
  loader: { '.json': 'empty' },
  minify: true,
  // Beside the bundle for whoever reads a stack trace; not enabled, which would cost a start 25-45 %.
  sourcemap: 'external',
  sourcesContent: false,
} as const satisfies BuildOptions;

/** The same for a function with a client that loads what streaming takes, further hashes among it. */
export const streamingBundleOptions = {
  ...bundleOptions,
  alias,
  external: [],
} as const satisfies BuildOptions;
