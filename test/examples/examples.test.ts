import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { credentials, localAccount } from '../../bin/local/cloud/account.ts';
import { dynamoDbName } from '../../bin/local/emulators/dynamodb.ts';
import { post } from '../../bin/webhooks/send/post.ts';
import { useProjectCopy } from '../support/pipeline/project-copy.ts';
import { until } from '../support/until.ts';
import {
  addExamples,
  createExampleTables,
  exampleOutcome,
  exampleWebhooks,
  outcomeOf,
} from './examples.ts';

/*
 * The reactions that the documents show, in a copy of the project that runs as `npm start` runs it:
 * webhooks are received, records change, changes are published, and the reactions write to tables of an
 * application.
 */

jest.setTimeout(180_000);

// Only the embedded DynamoDB for Linux has streams.
const withStreams = dynamoDbName() === 'dynoxide' ? describe : describe.skip;

withStreams('the reactions of the documents', () => {
  const copy = useProjectCopy();
  const now = Date.now();
  const outputs = () => JSON.parse(readFileSync(join(copy.state, 'outputs.json'), 'utf8'));
  const client = () =>
    new DynamoDBClient({
      region: localAccount.region,
      credentials,
      endpoint: outputs().endpoints.dynamodb,
    });
  const deliver = async (): Promise<void> => {
    const { webhookUrl, signingSecrets } = outputs();
    for (const body of exampleWebhooks(now))
      expect(await post(webhookUrl, signingSecrets.local, body)).toBe(200);
  };

  beforeAll(async () => {
    addExamples(copy.root);
    await copy.start();
    await createExampleTables(client());
    await deliver();
  });

  it('make every account and the organisation inactive, and release the order', async () => {
    const { inactive, released } = exampleOutcome(now);
    await until(async () => {
      const outcome = await outcomeOf(client());
      return (
        outcome.inactive.length === inactive.length && outcome.released.length === released.length
      );
    });
    expect(await outcomeOf(client())).toEqual({ inactive, released, tasks: [] });
  });

  it('open a task for a dispute that is due, once, however often the pass looks', async () => {
    // What runs by the hour runs at each start too.
    await copy.restart();
    await until(async () => (await outcomeOf(client())).tasks.length > 0);
    await copy.restart();
    await deliver();
    expect(await outcomeOf(client())).toEqual(exampleOutcome(now));
  });

  it('are what the tool lists of these changes', async () => {
    const changes = await copy.webhooks('changes', '--since', '1h', '--object', 'payment_intent');
    expect(JSON.stringify(changes)).toContain('order_example');
  });

  it('handle nothing again that the tool sends them from the archive', async () => {
    const words = ['changes', 'replay', 'release-order', '--since', '1h', '--yes'];
    const replayed = Object(await copy.webhooks(...words));
    expect(replayed.sent).toBeGreaterThan(0);
    const log = join(copy.state, 'logs/reaction-release-order.jsonl');
    await until(() => readFileSync(log, 'utf8').includes(`"repeated":${replayed.sent}`));
    expect(await outcomeOf(client())).toEqual(exampleOutcome(now));
  });
});
