import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { namesOf } from '../../../lib/names.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from '../support/programs.ts';
import { account, type MiniStack } from './ministack.ts';

const stackOutputs = v.record(v.string(), v.record(v.string(), v.string()));

/** A stage in the emulator's account, deployed by CDK's own command line. */
export interface Deployment {
  readonly names: ReturnType<typeof namesOf>;
  /** The folder that it is synthesized into. */
  readonly assembly: string;
  /** `npx cdk synth`. */
  synthesize(): Promise<void>;
  /** `npx cdk deploy --all` in a folder with the project. Gives back what the stacks put out. */
  deploy(project?: string): Promise<ReadonlyMap<string, string>>;
  /** The template of the data stack that was synthesized last. */
  dataTemplate(): string;
  /** `npx cdk diff` of what was deployed last. @throws Error when the account has anything else. */
  diff(): Promise<void>;
  /** `npx cdk destroy --all`. */
  destroy(): Promise<void>;
  /** What the templates' resources are called in the account, by stack and logical id. */
  physicalIds(types?: RegExp): Promise<ReadonlyMap<string, string>>;
}

/** `npx cdk bootstrap`. */
export const bootstrap = async ({ environment }: MiniStack): Promise<void> => {
  // The account is named, so that no app has to be synthesized for it.
  const args = ['bootstrap', `aws://${account.id}/${account.region}`, '--app', '', '--no-notices'];
  await runProgram('cdk', args, { cwd: projectRoot, env: environment });
};

/** @param folder for what is synthesized. */
export const deploymentOf = (
  stage: string,
  { endpoint, environment }: MiniStack,
  folder: string,
): Deployment => {
  const names = namesOf(stage);
  const assembly = join(folder, `cdk.out-${stage}`);
  const outputsFile = join(folder, `outputs-${stage}.json`);
  const client = new CloudFormationClient({
    endpoint,
    region: account.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const cdk = (words: readonly string[], cwd = projectRoot): Promise<string> =>
    runProgram('cdk', [...words, '--no-notices'], { cwd, env: environment });
  return {
    names,
    assembly,
    synthesize: async () =>
      void (await cdk(['synth', '--quiet', '-c', `stage=${stage}`, '--output', assembly])),
    deploy: async (project) => {
      const synthesis = ['-c', `stage=${stage}`, '--output', assembly];
      const quietly = ['--require-approval', 'never', '--progress', 'events'];
      const words = ['deploy', '--all', ...synthesis, ...quietly, '--outputs-file', outputsFile];
      await cdk(words, project);
      const outputs = v.parse(stackOutputs, JSON.parse(readFileSync(outputsFile, 'utf8')));
      return new Map(Object.values(outputs).flatMap((stack) => Object.entries(stack)));
    },
    dataTemplate: () => readFileSync(join(assembly, `${names.dataStack}.template.json`), 'utf8'),
    diff: async () => void (await cdk(['diff', '--all', '--fail', '--app', assembly])),
    destroy: async () => void (await cdk(['destroy', '--all', '--force', '--app', assembly])),
    physicalIds: async (types = /./) => {
      const ids = new Map<string, string>();
      for (const StackName of [names.dataStack, names.serviceStack]) {
        const input = new DescribeStackResourcesCommand({ StackName });
        for (const resource of (await client.send(input)).StackResources ?? []) {
          const { LogicalResourceId = '', PhysicalResourceId = '', ResourceType = '' } = resource;
          if (types.test(ResourceType))
            ids.set(`${StackName} ${LogicalResourceId}`, PhysicalResourceId);
        }
      }
      return ids;
    },
  };
};
