/**
 * `npm run test:dynamodb-local`: the tests that have DynamoDB do something of consequence, with
 * AWS's own DynamoDB Local in the place of the embedded emulator.
 */
import { runProgram } from '../support/programs.ts';
import { runSteps } from '../support/steps.ts';
import { fetchDynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';

/** What each has it do: conditions, sizes and numbers, indexes, paging. */
const tests = {
  'the store: conditions, and what is refused': 'test/functions/shared/store/store.test.ts',
  'strange events: sizes, nesting, numbers': 'test/hostile/strange.test.ts',
  'coherent histories in real tables': 'test/convergence/tables.test.ts',
  'each question is one Query': 'test/live/access-patterns.test.ts',
  'listings, page by page': 'test/bin/webhooks/look/events/events.command.test.ts',
  'rebuild and repair: compare and swap': 'test/bin/webhooks/prove/rebuild',
};

const summary = /^Tests: .*$/m;

await runSteps(async ({ step, atEnd }) => {
  const jars = await step('DynamoDB Local and what it needs', fetchDynamoDbLocal);
  const { endpoint } = await step('DynamoDB Local starts', async (say) => {
    const started = await startDynamoDbLocal(jars);
    atEnd(started.stop);
    say(started.endpoint);
    return started;
  });
  for (const [title, path] of Object.entries(tests))
    await step(title, async (say) => {
      // Jest tells of its tests on standard error.
      const words = ['-c', 'exec "$@" 2>&1', 'sh', 'jest', path];
      const env = { ...process.env, DYNAMODB_ENDPOINT: endpoint };
      const said = await runProgram('/bin/sh', words, { env });
      say(summary.exec(said)?.[0].replace('Tests: ', '').trim() ?? '');
    });
});
