import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localAcceptedLog } from '../../../bin/webhooks/pipeline/logs/ingress-log-file.ts';
import { type Target, tablesOf } from '../../../bin/webhooks/pipeline/target.ts';
import { domains, unrouted } from '../../../functions/domains.ts';
import { dynamodbStore } from '../../../functions/shared/store/dynamodb.ts';
import type { Store } from '../../../functions/shared/store/store.ts';
import { projectionsOf } from '../../../lib/projection-code.ts';
import type { Projections } from '../../../lib/projections.ts';
import { madeBy } from '../per-hook.ts';
import { createPipeline, type Pipeline } from '../pipeline/pipeline.ts';
import { type Database, useDynamoDb } from '../tables/dynamodb.ts';

/** The tables of a whole pipeline, empty at first, for the tool to work on. */
export interface TestTarget {
  readonly target: Target;
  /** The store of a domain's consumer. */
  readonly storeOf: (domain: string) => Store;
  /** A pipeline in this process that writes to these tables. */
  readonly pipeline: Pipeline;
}

let projections: Projections | undefined;

/** The digests of the code of this checkout. */
const ownProjections = (): Projections => {
  projections ??= projectionsOf(domains);
  return projections;
};

/** Creates the tables in a running DynamoDB. @param now the clock of the pipeline. */
export const createTestTarget = async (
  dynamodb: Database,
  now?: () => number,
): Promise<TestTarget> => {
  const events = await dynamodb.createArchive();
  const tables: Record<string, string> = { events };
  const controlTable = await dynamodb.createControl();
  for (const { name } of domains) tables[name] = await dynamodb.createState();
  const storeOf = (domain: string): Store => {
    const state = tables[domain];
    const rules = domains.find(({ name }) => name === domain) ?? {};
    return dynamodbStore(dynamodb.client, { events, ...(state && { state }) }, rules);
  };
  const queues = Object.fromEntries([...domains, unrouted].map(({ name }) => [name, name]));
  const sqs = new SQSClient({ region: 'us-east-1' });
  return {
    target: {
      name: 'the test',
      pipeline: {},
      outputs: {
        webhookUrl: '',
        region: 'us-east-1',
        signingSecretName: 'signing-secrets',
        retiredSecretsName: 'retired-secrets',
        tables,
        controlTable,
        queues,
        deadLetterQueues: queues,
        projections: ownProjections(),
      },
      tables: tablesOf('the test', dynamodb.client, tables),
      dynamodb: dynamodb.client,
      sqs,
      redriver: async () => sqs,
      secretsManager: async () => new SecretsManagerClient({ region: 'us-east-1' }),
      caller: async () => 'somebody',
      queueAges: async () => new Map(),
      accepted: localAcceptedLog(''),
      failures: async function* () {},
      drift: async function* () {},
    },
    storeOf,
    pipeline: createPipeline(storeOf, now),
  };
};

/**
 * Creates them in the embedded DynamoDB: with `beforeAll` once for all tests of a file, with
 * `beforeEach` for each test. @param now the clock of the pipeline.
 */
export const useTarget = (hook: jest.Lifecycle, now?: () => number): TestTarget => {
  const dynamodb = useDynamoDb();
  const made = madeBy(hook, () => createTestTarget(dynamodb, now));
  return {
    get target() {
      return made().target;
    },
    get pipeline() {
      return made().pipeline;
    },
    storeOf: (domain) => made().storeOf(domain),
  };
};
