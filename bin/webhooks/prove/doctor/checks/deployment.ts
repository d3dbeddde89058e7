import { domains, unrouted } from '../../../../../functions/domains.ts';
import { constructId, recordOutput } from '../../../../../lib/names.ts';
import { projectRoot } from '../../../../../lib/project-root.ts';
import type { Stack } from '../../../pipeline/deployed.ts';
import { cdkLine, quoted } from '../../../terminal/command-line.ts';
import { type Check, type CheckFinding, ok, problem, skipped, warning } from '../check.ts';
import type { DeployedStage } from '../deployed-stage.ts';
import { LOCAL } from './account.ts';

const complete = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];

/** Meanings of the other states, by pattern of their names. */
const meanings: readonly (readonly [state: RegExp, meaning: string])[] = [
  [
    /^ROLLBACK_/,
    'its very first deployment failed and was undone: the next one begins with its deletion',
  ],
  [/^DELETE_/, 'it is being deleted, or its deletion has failed'],
  [/^UPDATE_ROLLBACK_COMPLETE$/, 'the last deployment failed: what runs is the one before it'],
  [
    /ROLLBACK_FAILED$/,
    'a deployment failed and could not be undone: it is a mixture of both versions',
  ],
  [/_IN_PROGRESS$/, 'a deployment is under way: check again when it has finished'],
];

const stateOf = (name: string, { status }: Stack, { awsFlags }: DeployedStage): CheckFinding => {
  if (complete.includes(status)) return ok(`${name} is ${status}.`);
  const [, meaning = 'not a final state of a deployment'] =
    meanings.find(([state]) => state.test(status)) ?? [];
  const next = /_IN_PROGRESS$/.test(status)
    ? `aws cloudformation describe-stacks --stack-name ${quoted(name)}${awsFlags}`
    : `aws cloudformation describe-stack-events --stack-name ${quoted(name)}${awsFlags}`;
  return problem(`${name} is ${status}: ${meaning}.`, next);
};

/** Differences between the domains of this checkout and those of the deployment. */
const domainsOf = (data: Stack, stage: DeployedStage): readonly CheckFinding[] => {
  const here = [...domains, unrouted].map(({ name }) => constructId(name));
  const there = [...data.outputs.keys()].flatMap((key) => {
    if (key.endsWith('DeadLetterQueueUrl')) return [];
    return /^(.+)QueueUrl$/.exec(key)?.[1] ?? [];
  });
  const missing = here.filter((id) => !there.includes(id)).map((id) => id.toLowerCase());
  const unknown = there.filter((id) => !here.includes(id)).map((id) => id.toLowerCase());
  const deploy = cdkLine(['deploy', '--all'], stage.pipeline);
  return [
    ...(missing.length === 0
      ? []
      : [problem(`The stage is missing ${missing.join(', ')}, which this checkout has.`, deploy)]),
    ...(unknown.length === 0
      ? []
      : [
          problem(
            `The stage has ${unknown.join(', ')}, which this checkout does not have: it was deployed from another version.`,
            `git -C ${quoted(projectRoot)} pull`,
          ),
        ]),
  ];
};

/** What a person has to record after the first deployment of the stage, if that was not done. */
const recordOf = ({ outputs }: Stack, stage: DeployedStage): readonly CheckFinding[] => {
  const record = outputs.get(recordOutput);
  if (record === undefined) return [];
  return [
    warning(
      `cdk.json does not record that the stage is deployed: nothing protects it from deletion, and another kmsKey would not be refused. Add ${record} to context.stages.${stage.name}, and deploy.`,
      cdkLine(['deploy', '--all'], stage.pipeline),
    ),
  ];
};

/** The stacks are in a final state, and have the domains of this checkout. */
export const deployment: Check = {
  name: 'deployment',
  after: ['credentials', 'stacks'],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const { dataStack, serviceStack } = stage.names;
    const findings: CheckFinding[] = [];
    for (const name of [dataStack, serviceStack]) {
      const stack = await stage.stack(name);
      if (!stack) continue;
      findings.push(stateOf(name, stack, stage));
      findings.push(...recordOf(stack, stage));
      if (name === dataStack) findings.push(...domainsOf(stack, stage));
    }
    return findings;
  },
};
