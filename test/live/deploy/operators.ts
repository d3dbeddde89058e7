import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import { exitCodes } from '../../../bin/webhooks/terminal/failure.ts';
import { type OperatorRole, operatorRoles } from '../../../lib/names.ts';
import { DEAD_LETTER, runs } from '../../security/operator-runs.ts';
import { copyProject, type ProjectCopy } from '../../support/pipeline/project-copy.ts';
import type { Deployment } from './deployment.ts';
import { account, type MiniStack } from './ministack.ts';
import { createRole } from './permissions.ts';
import { restoredTables } from './restoring.ts';
import { type Stage, stageOf } from './stage.ts';

/** Who may take the roles of operators. */
const PEOPLE = 'people';

const arnOf = (role: string): string => `arn:aws:iam::${account.id}:role/${role}`;

/** A copy of the project whose stage `dev` has the roles of operators. */
export const copyWithOperators = (): ProjectCopy => {
  const copy = copyProject();
  const file = join(copy.root, 'cdk.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  settings.context.stages.dev.operators = { trust: [arnOf(PEOPLE)] };
  writeFileSync(file, JSON.stringify(settings));
  return copy;
};

/** What a program needs to act with credentials in the emulator's account. */
const actingWith = (emulator: MiniStack, given: Credentials | undefined): MiniStack => ({
  ...emulator,
  environment: {
    ...emulator.environment,
    AWS_ACCESS_KEY_ID: given?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: given?.SecretAccessKey,
    AWS_SESSION_TOKEN: given?.SessionToken,
  },
});

/** Takes a role. @param by the credentials of who takes it. */
const take = async ({ endpoint }: MiniStack, role: string, by: Credentials) => {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = by;
  const client = new STSClient({
    ...{ endpoint, region: account.region },
    credentials: {
      ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
      ...(SessionToken !== undefined && { sessionToken: SessionToken }),
    },
  });
  const RoleArn = arnOf(role);
  const taken = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'operator' }));
  assert(taken.Credentials, `${role} gives no credentials`);
  return taken.Credentials;
};

const root: Credentials = {
  ...{ AccessKeyId: 'test', SecretAccessKey: 'test' },
  ...{ SessionToken: undefined, Expiration: undefined },
};

/**
 * Deploys the roles of operators, lets each run its commands, and a reader none of the others.
 * @returns the number of commands.
 */
export const checkOperators = async (
  emulator: MiniStack,
  deployment: Deployment,
  stage: Stage,
  copy: string,
): Promise<string> => {
  await createRole(stage, PEOPLE, { Action: 'sts:AssumeRole' });
  await deployment.deploy(copy);
  const people = await take(emulator, PEOPLE, root);
  const acting = new Map<OperatorRole, Stage>();
  for (const role of operatorRoles) {
    const name = deployment.names.role(role, account.region);
    acting.set(role, stageOf('dev', actingWith(emulator, await take(emulator, name, people))));
  }
  const tables = restoredTables(emulator);
  await tables.restore();
  const reader = acting.get('reader');
  let refused = 0;
  for (const { as, role, words, input } of runs) {
    // Nobody can put a message on a dead-letter queue: redrive takes it, and finds none.
    const line = words.includes(DEAD_LETTER) ? ['redrive', 'payments'] : words;
    const settings = { ...(input !== undefined && { input }) };
    if (role !== 'reader') {
      await assert.rejects(
        async () => reader?.webhooks(line, settings),
        /denie[sd]|does not let/,
        as,
      );
      refused += 1;
    }
    const accepted = [exitCodes.notFound, exitCodes.failed];
    await acting.get(role)?.webhooks(line, { ...settings, accepted });
  }
  await tables.remove();
  return `${runs.length} commands by their roles, ${refused} refused to a reader`;
};
