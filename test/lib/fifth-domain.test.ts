import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { projectRoot } from '../../lib/bundling.ts';
import { golden, pipelineOf, templatesOf } from './synthesized.ts';

/** The project again, where a domain can come and go without anybody seeing it. */
const copy = mkdtempSync(join(tmpdir(), 'fifth-domain-'));
afterAll(() => rmSync(copy, { recursive: true }));

const addFifthDomain = () => {
  for (const part of ['functions', 'lib', 'package.json', 'package-lock.json']) {
    cpSync(join(projectRoot, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, 'functions/payouts'));
  writeFileSync(join(copy, 'functions/payouts/handler.ts'), 'export const handler = () => {};\n');
  writeFileSync(
    join(copy, 'functions/payouts/domain.ts'),
    `import { type Domain, usualTuning } from '../shared/domain.ts';
     export const payouts: Domain = {
       name: 'payouts', title: 'payouts', families: ['payout'], events: ['payout.paid'],
       revision: 1, errorImpact: 'Nobody sees a payout.', tuning: usualTuning,
     };`,
  );
  const registry = join(copy, 'functions/domains.ts');
  const text = readFileSync(registry, 'utf8');
  const added = text.replace(/(domains: .*)\];/, '$1, payouts];');
  expect(added).not.toBe(text);
  writeFileSync(registry, `import { payouts } from './payouts/domain.ts';\n${added}`);
};

const copied = <Module extends object>(file: string): Module =>
  jest.requireActual<Module>(join(copy, file));

const resourcesOf = (template: Template): Record<string, { Type: string }> =>
  template.toJSON()['Resources'];

const typesAdded = (before: Template, after: Template): string[] =>
  Object.entries(resourcesOf(after))
    .filter(([id]) => !(id in resourcesOf(before)))
    .map(([, { Type }]) => Type)
    .sort();

it('is a folder and a line away from its own table, queues and function, and leaves no trace', () => {
  const four = pipelineOf('dev');
  const before = templatesOf(four);

  addFifthDomain();
  const { domains } = copied<typeof import('../../functions/domains.ts')>('functions/domains.ts');
  const { addStacks } = copied<typeof import('../../lib/stacks.ts')>('lib/stacks.ts');
  const after = templatesOf({ ...four, domains }, addStacks);

  expect(typesAdded(before.data, after.data)).toEqual([
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
    'AWS::SQS::QueuePolicy',
  ]);
  expect(typesAdded(before.service, after.service)).toEqual([
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Logs::LogGroup',
  ]);
  expect(JSON.stringify(after.service.toJSON())).toContain('QUEUE_URL_PAYOUTS');

  const without = templatesOf(four, addStacks);
  expect(golden(without.data)).toEqual(golden(before.data));
  expect(golden(without.service)).toEqual(golden(before.service));
});
