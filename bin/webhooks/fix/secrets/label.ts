import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type LabelLife,
  labelKey,
  labelLife,
} from '../../../../functions/scheduled/audit/evidence/labels.ts';
import { isOwnLabel } from '../../../../functions/shared/event/internal.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { controlTableOf } from '../../pipeline/control/trail.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';

/*
 * When the secret of each label was live, which an audit asks for. A name is never used for a second
 * secret: an archived event states nothing but the name. Labels of our own are reserved, so that theirs
 * are the exception: by its name it is known what they sign.
 */

const lifeOf = (target: Target, label: string): Promise<LabelLife | undefined> =>
  labelLife({ name: controlTableOf(target), client: target.dynamodb }, label);

const used = (target: Target, label: string, at: number | undefined): Failure =>
  new Failure(
    `Nothing was changed: a secret "${label}" was removed${at === undefined ? '' : ` at ${isoTime(at)}`}, and archived events state that name for what it signed. Choose a name that was never used, such as the date: ${commandLine('secrets add', { operands: [new Date().toISOString().slice(0, 10)], pipeline: target.pipeline })}`,
    exitCodes.failed,
  );

/** @throws Failure where a secret of this label was removed. */
export const requireUnused = async (target: Target, label: string): Promise<void> => {
  if (isOwnLabel(label)) return;
  const removedAt = (await lifeOf(target, label))?.removedAt;
  if (removedAt !== undefined) throw used(target, label, removedAt);
};

/** Since when the secret of a label is live, UTC text; undefined where that is not known. */
export const liveSince = async (target: Target, label: string): Promise<string | undefined> =>
  isoTime((await lifeOf(target, label))?.addedAt ?? Number.NaN);

/** @throws ConditionalCheckFailedException where the label is removed, unless this removes it. */
const note = (target: Target, label: string, name: 'addedAt' | 'removedAt'): Promise<unknown> =>
  target.dynamodb.send(
    new UpdateItemCommand({
      TableName: controlTableOf(target),
      Key: labelKey(label),
      UpdateExpression:
        name === 'addedAt' && isOwnLabel(label)
          ? 'SET #at = :now REMOVE removedAt'
          : 'SET #at = :now',
      ...(name === 'addedAt' &&
        !isOwnLabel(label) && { ConditionExpression: 'attribute_not_exists(removedAt)' }),
      ExpressionAttributeNames: { '#at': name },
      ExpressionAttributeValues: { ':now': { S: new Date().toISOString() } },
    }),
  );

/** Notes that a secret becomes live, before it does. @throws Failure where its label was removed meanwhile. */
export const noteAdded = async (target: Target, label: string): Promise<void> => {
  try {
    await note(target, label, 'addedAt');
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw used(target, label, undefined);
    throw error;
  }
};

/** Notes that a secret stops being live, before it does. */
export const noteRemoved = async (target: Target, label: string): Promise<void> => {
  await note(target, label, 'removedAt');
};
