import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram, type Surroundings } from '../support/programs.ts';
import { account, type MiniStack } from './ministack.ts';

const resolver = `--import=${new URL('resolve-localhost.ts', import.meta.url)}`;

/** A deployed stage, as a person and the AWS SDK see it. */
export interface Stage {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** `npm run webhooks -- … --stage <name>`. Gives back what it printed. */
  webhooks(
    words: readonly string[],
    settings?: Pick<Surroundings, 'input' | 'accepted'>,
  ): Promise<string>;
  /** `aws …`. */
  aws(...words: readonly string[]): Promise<string>;
  /** Everything in a table. */
  items(table: string): Promise<readonly Record<string, AttributeValue>[]>;
}

export const stageOf = (name: string, { endpoint, environment }: MiniStack): Stage => {
  const config = {
    endpoint,
    region: account.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const dynamodb = new DynamoDBClient(config);
  const run = (program: string, words: readonly string[], settings: Surroundings = {}) =>
    runProgram(program, words, { cwd: projectRoot, env: environment, ...settings });
  return {
    dynamodb,
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    webhooks: (words, settings) => {
      const all = ['bin/webhooks/main.ts', ...words, '--stage', name];
      const env = { ...environment, NODE_OPTIONS: resolver };
      return run(process.execPath, all, { env, ...settings });
    },
    aws: (...words) => run('aws', words),
    items: async (TableName) => {
      const items: Record<string, AttributeValue>[] = [];
      const scan = paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true });
      for await (const { Items = [] } of scan) items.push(...Items);
      return items;
    },
  };
};
