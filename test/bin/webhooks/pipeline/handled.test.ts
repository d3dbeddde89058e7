import { randomUUID } from 'node:crypto';
import { createTable } from '../../../../bin/local/provide/tables.ts';
import { handledBy } from '../../../../bin/webhooks/pipeline/handled.ts';
import type { Target } from '../../../../bin/webhooks/pipeline/target.ts';
import { dynamodbLedger } from '../../../../functions/shared/reaction/dynamodb-ledger.ts';
import { noteKey } from '../../../../functions/shared/reaction/ledger.ts';
import { paid } from '../../../support/changes/changes.ts';
import { useDynamoDb } from '../../../support/tables/dynamodb.ts';
import { useTarget } from '../../../support/tool/target.ts';

const database = useDynamoDb();
const test = useTarget(beforeAll, Date.now);
const effectsTable = `effects-${randomUUID()}`;
const change = paid('int_1', 5);
const handledAt = Date.parse('2026-03-01T12:00:00.000Z');

/** A pipeline with these reactions. */
const pipelineOf = (...reactions: readonly string[]): Pick<Target, 'outputs' | 'dynamodb'> => {
  const queues = Object.fromEntries(reactions.map((name) => [`reaction-${name}`, '']));
  const changes = { unpublishedQueue: '', effectsTable, queues, deadLetterQueues: queues };
  return { outputs: { ...test.target.outputs, changes }, dynamodb: database.client };
};

/** Notes that a reaction has handled a version of the record. */
const note = (reaction: string, version: string): Promise<boolean> =>
  dynamodbLedger(database.client, effectsTable).commit(
    {
      key: noteKey(reaction, change),
      before: undefined,
      after: { position: '1', version, replayed: [] },
      ...{ handledAt, expiresAt: undefined },
    },
    [],
  );

beforeAll(async () => {
  await createTable(database.client, {
    TableName: effectsTable,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  });
  await note('same', change.version ?? '');
  await note('further', `${change.version}z`);
  await note('behind', '');
});

describe('what reactions have handled of the record of a change', () => {
  it('is this change, a later one, or only an earlier one; nothing where a reaction has noted none', async () => {
    expect(await handledBy(pipelineOf('same', 'further', 'behind', 'new'), change)).toEqual([
      { reaction: 'behind', last: 'earlier', handledAt: '2026-03-01T12:00:00.000Z' },
      { reaction: 'further', last: 'later', handledAt: '2026-03-01T12:00:00.000Z' },
      { reaction: 'same', last: 'this', handledAt: '2026-03-01T12:00:00.000Z' },
    ]);
  });

  it('is not asked for where there is no reaction, or changes are off', async () => {
    expect(await handledBy(pipelineOf(), change)).toEqual([]);
    const { outputs, dynamodb } = pipelineOf('same');
    const { changes: _changes, ...off } = outputs;
    expect(await handledBy({ outputs: off, dynamodb }, change)).toEqual([]);
  });
});
