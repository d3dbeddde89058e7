import { useLocalPipeline } from '../../../../support/pipeline/local-pipeline.ts';
import { runCommand, startCommand } from '../../../../support/tool/command-line.ts';
import { until } from '../../../../support/until.ts';

/* `webhooks wait` in a process of its own. */

jest.setTimeout(60_000);

const pipeline = useLocalPipeline();
const words = ['wait', 'int_none', '--until', 'status=SUCCEEDED'];

it('ends at once on Ctrl-C, and prints no record', async () => {
  const running = startCommand(pipeline.dir, [...words, '--timeout', '1m']);
  await until(() => running.err().includes('In the local pipeline'));
  running.child.kill('SIGINT');
  expect(await running.ended()).toBe(130);
  expect(running.out()).toBe('');
  expect(running.err()).toBe('In the local pipeline:\nInterrupted: it was not reached.\n');
});

it('has a result as JSON when the time is up, beside its exit code', async () => {
  const { code, out, err } = await runCommand(pipeline.dir, [
    ...words,
    ...['--timeout', '1s', '--json'],
  ]);
  expect(code).toBe(4);
  expect(JSON.parse(out)).toEqual({
    ...{ object: 'int_none', result: 'timeout', waitedMs: expect.any(Number) },
    ...{ domain: null, record: null },
  });
  expect(err).toMatch(/^Nothing was stored of int_none within .*\n$/);
});
