import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { PublishCommand } from '@aws-sdk/client-sns';
import { DUE } from '../../../lib/constructs/changes/due-pass.ts';
import {
  addExamples,
  createExampleTables,
  exampleOutcome,
  exampleWebhooks,
  outcomeOf,
} from '../../examples/examples.ts';
import { copyProject, type ProjectCopy } from '../../support/pipeline/project-copy.ts';
import { type Door, deliver } from './airwallex.ts';
import type { Deployment } from './deployment.ts';
import { account, type MiniStack } from './ministack.ts';
import { actingAs, checkAllowed, neverPut } from './permissions.ts';
import { eventually } from './receiving.ts';
import type { Stage } from './stage.ts';

/** A copy of the project whose stage `dev` publishes changes to the reactions of the examples. */
export const copyWithChanges = (): ProjectCopy => {
  const copy = copyProject();
  const file = join(copy.root, 'cdk.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  settings.context.stages.dev.changes = true;
  writeFileSync(file, JSON.stringify(settings));
  addExamples(copy.root);
  return copy;
};

/** Resources that exist only for changes, or for a reaction. */
const ofChanges = /publisher|effects|unpublished|changes|reaction|due/i;

/** A physical name without what CloudFormation makes up at its end, which can spell any word. */
const givenPart = (name: string): string => name.replace(/-[A-Za-z0-9]{12}$/, '');

const idsOfChanges = async (deployment: Deployment): Promise<readonly string[]> =>
  [...(await deployment.physicalIds())].flatMap(([id, name]) =>
    ofChanges.test(id) || ofChanges.test(givenPart(name)) ? [name] : [],
  );

/** What runs for changes may do what it does, and nothing else. @returns how many requests were tried. */
const checkRoles = async (emulator: MiniStack, deployment: Deployment, stage: Stage) => {
  const { names } = deployment;
  const acting = (name: string) => actingAs(names.role(name, account.region), emulator, stage);
  const publisher = await acting('publisher');
  const reaction = await acting('release-order');
  const [payments, effects] = [names.stateTable('payments'), names.effectsTable];
  const TopicArn = `arn:aws:sns:${account.region}:${account.id}:${names.changesTopic}`;
  const publish = new PublishCommand({
    TopicArn,
    ...{ Message: '{}', MessageGroupId: 'none', MessageDeduplicationId: 'none' },
  });
  const record = { pk: 'never#put', sk: 'never' };
  // Whose effects a reaction may note is a condition that the emulator does not know: test/lib has it.
  return checkAllowed({
    'publish changes': () => publisher.sns.send(publish),
    'not write records as the publisher': () => publisher.dynamodb.send(neverPut(payments, record)),
    'not note effects as the publisher': () =>
      publisher.dynamodb.send(neverPut(effects, { pk: 'release-order#never' })),
    'write the table that it names': () =>
      reaction.dynamodb.send(neverPut('orders', { order: 'never' })),
    'note its own effects': () =>
      reaction.dynamodb.send(neverPut(effects, { pk: 'release-order#never' })),
    'not write the table of another reaction': () =>
      reaction.dynamodb.send(neverPut('tasks', { task: 'never' })),
    'not write records as a reaction': () => reaction.dynamodb.send(neverPut(payments, record)),
    'not publish as a reaction': () => reaction.sns.send(publish),
  });
};

/**
 * Switches changes on in a running stage with the reactions of the examples, lets them react, and takes
 * reactions and changes away again.
 */
export const checkChanges = async (
  emulator: MiniStack,
  deployment: Deployment,
  stage: Stage,
  door: Door,
  copy: string,
): Promise<string> => {
  assert.deepEqual(await idsOfChanges(deployment), []);
  await createExampleTables(stage.dynamodb);
  await deployment.deploy(copy);
  const now = Date.now();
  for (const body of exampleWebhooks(now)) await deliver(door, body, now);
  const { inactive, released } = exampleOutcome(now);
  await eventually(async () => {
    const outcome = await outcomeOf(stage.dynamodb);
    assert.deepEqual({ ...outcome, tasks: [] }, { inactive, released, tasks: [] });
  });
  const pass = ['--function-name', deployment.names.function(DUE), devNull];
  for (const _again of [1, 2]) await stage.aws('lambda', 'invoke', ...pass);
  await eventually(async () => {
    assert.deepEqual(await outcomeOf(stage.dynamodb), exampleOutcome(now));
  });
  const tried = await checkRoles(emulator, deployment, stage);
  const published = await idsOfChanges(deployment);
  rmSync(join(copy, 'functions/reactions'), { recursive: true });
  await deployment.deploy(copy);
  const without = await idsOfChanges(deployment);
  assert.deepEqual(
    without.filter((id) => /reaction/.test(id)),
    [],
  );
  await deployment.deploy();
  assert.deepEqual(await idsOfChanges(deployment), []);
  return `${tried} requests; ${published.length} resources, ${without.length} without a reaction, 0 when off`;
};
