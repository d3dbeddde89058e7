import assert from 'node:assert/strict';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import type { Door } from './airwallex.ts';
import type { Deployment } from './deployment.ts';
import { eventually } from './receiving.ts';
import type { Stage } from './stage.ts';
import { startTraffic } from './traffic.ts';
import { VERSION_B } from './version-b.ts';

const audit = v.object({
  balance: v.object({ accepted: v.number(), waiting: v.number(), lost: v.number() }),
});

/** Waits until nothing waits any more. @returns how many events the ingress says it accepted. */
export const checkAudit = async ({ webhooks }: Stage): Promise<number> => {
  let accepted = 0;
  await eventually(async () => {
    const { balance } = v.parse(audit, JSON.parse(await webhooks(['audit', '--json'])));
    assert.equal(balance.waiting + balance.lost, 0);
    accepted = balance.accepted;
  });
  return accepted;
};

/** What may be replaced or change its name; all else keeps data, or is known to somebody outside. */
const replaceable = /^(?!AWS::(?:DynamoDB|SQS|SecretsManager|ApiGatewayV2|Logs|SNS|KMS)::)/;

/** What is not replaced by an update: names, and the tables' own ids. */
const current = async (deployment: Deployment, { dynamodb }: Stage, tables: readonly string[]) => {
  const all = await deployment.physicalIds();
  const passing = await deployment.physicalIds(replaceable);
  const ids = await Promise.all(
    tables.map(async (TableName) => {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      return [TableName, Table?.TableId];
    }),
  );
  return [...[...all].filter(([id]) => !passing.has(id)), ...ids];
};

/**
 * Deploys version B, which lies in a folder, while events come in, and finds that none is lost and nothing replaced.
 */
export const checkUpdate = async (
  deployment: Deployment,
  stage: Stage,
  [events, ...states]: readonly [string, ...string[]],
  door: Door,
  versionB: string,
): Promise<string> => {
  const before = await current(deployment, stage, [events, ...states]);
  const traffic = startTraffic(door);
  const update = async (): Promise<void> => {
    await deployment.deploy(versionB);
    await eventually(async () => {
      assert(
        (await (await fetch(door.url)).text()).includes(VERSION_B),
        'version B does not answer',
      );
    });
  };
  await update().finally(traffic.stop);
  const sent = await traffic.stop();
  const balanced = await checkAudit(stage);
  const archived = new Set((await stage.items(events)).map(({ id }) => id?.S));
  assert.deepEqual([...sent.accepted.difference(archived)], []);
  assert.deepEqual(await current(deployment, stage, [events, ...states]), before);
  return `${sent.words}, ${balanced} balanced in all; ${before.length} resources as they were`;
};
