import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { LambdaFunction } from '../../../bin/local/cloud/application.ts';
import { createConsole } from '../../../bin/local/console/console.ts';
import type { RunningFunction } from '../../../bin/local/lambda/function.ts';
import { runFunctions } from '../../../bin/local/lambda/functions.ts';

const state = mkdtempSync(join(tmpdir(), 'function-'));
const started: RunningFunction[] = [];
const lines: string[] = [];

afterEach(async () => {
  lines.length = 0;
  for (const running of started.splice(0)) await running.stop();
});
afterAll(() => rmSync(state, { recursive: true }));

/** Runs a module's source as a function. */
const run = (source: string, settings: Partial<LambdaFunction> = {}): RunningFunction => {
  const code = mkdtempSync(join(state, 'code-'));
  writeFileSync(join(code, 'index.mjs'), source);
  const lambda: LambdaFunction = {
    name: 'prefix-tested',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:prefix-tested',
    code,
    handler: 'index.handler',
    environment: { QUEUE: 'https://sqs.us-east-1.amazonaws.com/000000000000/some-queue' },
    timeoutSeconds: 5,
    memorySize: 256,
    logFormat: 'JSON',
    concurrency: undefined,
    ...settings,
  };
  const running = runFunctions(
    { functions: [lambda], routes: [] },
    {
      dir: state,
      endpoints: {
        dynamodb: 'http://d',
        sqs: 'http://s',
        sns: 'http://n',
        secretsmanager: 'http://m',
      },
      console: createConsole((line) => lines.push(line), 'prefix-'),
    },
  ).get(lambda.arn);
  if (!running) throw new Error('The function does not run.');
  started.push(running);
  return running;
};

describe('a function', () => {
  it('receives the event and a context, and responds', async () => {
    const { invoke } = run(`export const handler = async (event, context) => ({
      event, arn: context.invokedFunctionArn, soon: context.getRemainingTimeInMillis() <= 5000 });`);
    const outcome = await invoke({ a: 'ü' });
    expect(outcome).toEqual({
      ok: true,
      payload: JSON.stringify({
        event: { a: 'ü' },
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:prefix-tested',
        soon: true,
      }),
    });
  });

  it("sees the template's variables and the emulators' addresses, and no others of this machine", async () => {
    process.env['HOST_ONLY'] = 'secret';
    const { invoke } =
      run(`export const handler = async () => ({ host: process.env.HOST_ONLY ?? null,
      queue: process.env.QUEUE, sqs: process.env.AWS_ENDPOINT_URL_SQS });`);
    expect(await invoke({})).toMatchObject({
      payload: '{"host":null,"queue":"http://s/000000000000/some-queue","sqs":"http://s"}',
    });
  });

  it('stays warm between invocations, and starts more processes for concurrent ones', async () => {
    const { invoke } = run(`export const handler = async ({ wait }) => {
      await new Promise((resolve) => setTimeout(resolve, wait));
      return process.pid; };`);
    const first = await invoke({ wait: 0 });
    expect(await invoke({ wait: 0 })).toEqual(first);
    const pids = await Promise.all([1, 2, 3].map(() => invoke({ wait: 200 })));
    expect(new Set(pids.map((outcome) => JSON.stringify(outcome))).size).toBe(2);
  });

  it('fails with its own error and accepts the next invocation', async () => {
    const { invoke } = run(`export const handler = async ({ bad }) => {
      if (bad) throw new TypeError('no good');
      return 1; };`);
    expect(await invoke({ bad: true })).toEqual({ ok: false, error: 'TypeError: no good' });
    expect(await invoke({})).toEqual({ ok: true, payload: '1' });
  });

  it.each([
    ['ends its process', 'process.exit(1)', {}, 'Runtime.ExitError'],
    ['never settles', 'await new Promise(() => {})', {}, 'Runtime.ExitError'],
    ['takes too long', 'for (;;);', { timeoutSeconds: 1 }, 'timed out after 1 s'],
    [
      'takes too much memory',
      `const kept = Buffer.alloc(200e6, 1); await new Promise((r) => setTimeout(r, 3000, kept))`,
      { memorySize: 128 },
      'Out of memory',
    ],
  ])(
    'that %s fails, and the next invocation gets a new process',
    async (_, code, settings, why) => {
      const { invoke } = run(
        `export const handler = async ({ bad }) => { if (bad) { ${code} } return 1; };`,
        settings,
      );
      expect(await invoke({ bad: true })).toMatchObject({
        ok: false,
        error: expect.stringContaining(why),
      });
      expect(await invoke({})).toEqual({ ok: true, payload: '1' });
    },
  );

  it('fails with the reason if it cannot be loaded', async () => {
    const { invoke } = run(`throw new Error('QUEUE is not set')`);
    expect(await invoke({})).toEqual({ ok: false, error: 'Error: QUEUE is not set' });
  });

  it('writes readable lines under its name, without what is there for programs', async () => {
    const line = { level: 'INFO', message: 'kept', timestamp: '2026-11-02T03:04:05.678Z' };
    const hidden = {
      ...{ requestId: 'r', digest: 'd', drift: 1 },
      _aws: { Timestamp: 1, CloudWatchMetrics: [{ Metrics: [{ Name: 'drift' }] }] },
    };
    const { invoke } = run(`export const handler = async () =>
      console.log(${JSON.stringify(JSON.stringify({ ...line, events: 2, cold_start: true, ...hidden }))});`);
    await invoke({});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lines.map(stripVTControlCharacters)).toEqual([
      'tested      03:04:05 INFO  kept events=2',
    ]);
  });
});
