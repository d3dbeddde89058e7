import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { readRules } from '../../../../functions/shared/control/dynamodb.ts';
import {
  noRules,
  type Rules,
  rulesKey,
  scopeItem,
  VOIDS,
} from '../../../../functions/shared/control/rules.ts';
import { partition } from '../../../../functions/shared/query/items.ts';
import { controlTable } from '../../../../functions/shared/tables.ts';
import type { Target } from '../target.ts';
import { controlOf } from './trail.ts';
import { entryFrom, entryItem, ruleOf, type VoidEntry } from './void-rule.ts';

/** The rules that were ever made, the oldest first. */
export const entriesIn = async (target: Target): Promise<readonly VoidEntry[]> => {
  const items = await partition(controlOf(target), controlTable.hash, controlTable.voids);
  return items.map(entryFrom).sort((a, b) => a.at - b.at);
};

/** The rules that consumers hold; none where an earlier version made the pipeline. */
export const heldRules = async ({ dynamodb, outputs }: Target): Promise<Rules> =>
  outputs.controlTable === undefined
    ? noRules
    : readRules({ client: dynamodb, name: outputs.controlTable });

const change = async (
  target: Target,
  UpdateExpression: string,
  names: Readonly<Record<string, string>>,
  values?: UpdateItemCommand['input']['ExpressionAttributeValues'],
): Promise<void> => {
  const { client, name } = controlOf(target);
  await client.send(
    new UpdateItemCommand({
      TableName: name,
      Key: rulesKey,
      UpdateExpression,
      ExpressionAttributeNames: { '#voids': VOIDS, ...names },
      ...(values && { ExpressionAttributeValues: values }),
    }),
  );
};

/**
 * Writes a rule: first the entry that keeps it permanently, then, where it is about a secret, the one that
 * consumers hold; where it is undone, they hold it no longer. Doing it twice changes nothing.
 */
export const writeEntry = async (target: Target, entry: VoidEntry): Promise<void> => {
  const { client, name } = controlOf(target);
  await client.send(new PutItemCommand({ TableName: name, Item: entryItem(entry) }));
  const rule = ruleOf(entry);
  if (rule === undefined) return;
  // A value in a map can be set where the map is there only.
  await change(target, 'SET #voids = if_not_exists(#voids, :none)', {}, { ':none': { M: {} } });
  if (entry.undoneAt === undefined)
    await change(
      target,
      'SET #voids.#id = :rule',
      { '#id': rule.id },
      { ':rule': { M: scopeItem(rule) } },
    );
  else await change(target, 'REMOVE #voids.#id', { '#id': rule.id });
};
