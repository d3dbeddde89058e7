import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { buildSync } from 'esbuild';
import { bundleOptions, entryOf } from '../../lib/bundling.ts';
import { WebhookFunction } from '../../lib/constructs/webhook-function.ts';
import { emptyApp, pipelineOf } from './synthesized.ts';

it('tests and benchmarks build the same bundle as CDK ships', () => {
  const app = emptyApp({ 'aws:cdk:bundling-stacks': ['**'] });
  const stack = new Stack(app, 'shipped');
  new WebhookFunction(stack, 'Unrouted', {
    stage: pipelineOf('dev').stage,
    name: 'unrouted',
    description: 'Any function',
    memorySize: 256,
    timeoutSeconds: 30,
  });
  const { directory } = app.synth();
  const asset = readdirSync(directory).find((name) => name.startsWith('asset.')) ?? '';
  const shipped = readFileSync(join(directory, asset, 'index.mjs'), 'utf8');

  const { outputFiles } = buildSync({
    ...bundleOptions,
    entryPoints: [entryOf('unrouted')],
    outfile: 'index.mjs',
    write: false,
  });
  const built = outputFiles.find(({ path }) => path.endsWith('.mjs'));
  expect(shipped).toBe(built?.text);
});
