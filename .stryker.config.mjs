/*
 * Mutation testing: does a test fail when this line is wrong? `npm run mutation -- --mutate <file>`
 * takes minutes a file, all of them hours, and fetches Stryker, which `npm ci` does not install.
 * TESTS narrows the tests that are to notice, which is faster:
 * `TESTS='test/functions/payments/*' npm run mutation -- --mutate functions/payments/*.ts`.
 * https://stryker-mutator.io/docs/stryker-js/configuration/
 */
const { TESTS = 'test/{functions/**,convergence/{named,ties},catalogue,families,privacy}' } =
  process.env;

// biome-ignore lint/style/noDefaultExport: Stryker reads a settings file's default export and no other.
export default {
  // What decides: verification, routing, reading, order, projections and the conditions of writes.
  mutate: [
    'functions/ingress/{mask,route,signature}.ts',
    'functions/shared/{event,schema,record}/*.ts',
    'functions/shared/store/dynamodb.ts',
    'functions/publisher/!(handler|topic|unpublished).ts',
    'functions/shared/reaction/{apply,order,react,read-change}.ts',
    'functions/!(ingress|publisher|reactions|scheduled|shared|unrouted)/!(domain|handler|histories|privacy).ts',
  ],
  testRunner: 'jest',
  jest: { config: { testMatch: [`<rootDir>/${TESTS}.test.ts`] } },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // TypeScript 7 has no compiler API with which to rewrite it, and esbuild doesn't read it.
  tsconfigFile: 'none',
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.cache/mutation/sandbox',
  ignorePatterns: ['.cache', '.local', 'cdk.out'],
  reporters: ['clear-text', 'html'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
};
