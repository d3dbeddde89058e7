import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { projectRoot } from '../../lib/project-root.ts';
import { addStacks } from '../../lib/stacks.ts';
import { emptyApp, plain, propertiesOf, reactingWith, templatesOf } from './synthesized.ts';

/* The policies of lib/README.md, "A pipeline that deploys", allow what the stacks need. */

const texts = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => [value].flat()),
);
const policy = v.object({ Statement: v.array(v.looseObject({ Action: texts })) });

const readme = readFileSync(join(projectRoot, 'lib/README.md'), 'utf8');
const policyOf = (name: string) => {
  const [, json = ''] =
    new RegExp(`<!-- policy: ${name} -->\n\`\`\`json\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  return v.parse(policy, JSON.parse(json));
};

const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f9c2c6e-9d1d';
const domain = { name: 'hooks.example.com', certificateArn };
const operators = { trust: ['arn:aws:iam::123456789012:role/on-call'] };
const pipeline = reactingWith({ kmsKey: true, overdue: true, domain, operators }, 'prod');
const { data, service } = templatesOf(pipeline);

const allows = (patterns: readonly string[], action: string): boolean =>
  patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(action));

it('CloudFormation may work with the service of every type of resource', () => {
  const allowed = policyOf('deployment').Statement.flatMap(({ Action }) => Action);
  const services: Readonly<Record<string, string>> = { apigatewayv2: 'apigateway' };
  const types = [data, service].flatMap((template) =>
    Object.values(template.toJSON()['Resources']).map((one): string => Object(one).Type),
  );
  const needed = new Set(
    types.map((type) => {
      const name = type.split('::')[1]?.toLowerCase() ?? '';
      return services[name] ?? name;
    }),
  );
  const without = [...needed].filter((name) => !allowed.some((one) => one.startsWith(`${name}:`)));
  expect(without).toEqual([]);
});

it('the boundary allows every action of every role', () => {
  const allowed = policyOf('boundary').Statement.flatMap(({ Action }) => Action);
  const documents = [
    ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      propertiesOf(service, type).map(({ PolicyDocument }) => PolicyDocument),
    ),
    ...propertiesOf(service, 'AWS::IAM::Role').flatMap(({ Policies = [] }) =>
      [Policies].flat().map((one) => one.PolicyDocument),
    ),
  ].map((document) => v.parse(policy, document));
  const actions = new Set(
    documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)),
  );
  expect(actions.size).toBeGreaterThan(10);
  expect([...actions].filter((action) => !allows(allowed, action))).toEqual([]);
});

it('every role has the boundary that the context names', () => {
  const boundary = { name: 'airwallex-webhooks-boundary' };
  expect(readme).toContain(`"@aws-cdk/core:permissionsBoundary": { "name": "${boundary.name}" }`);
  const app = emptyApp({
    'aws:cdk:bundling-stacks': [],
    '@aws-cdk/core:permissionsBoundary': boundary,
  });
  addStacks(app, pipeline);
  const roles = app
    .synth()
    .stacks.flatMap(({ template }) => propertiesOf(Template.fromJSON(template), 'AWS::IAM::Role'));
  expect(roles.length).toBeGreaterThan(5);
  for (const { PermissionsBoundary } of roles)
    expect(plain(PermissionsBoundary)).toMatch(/:policy\/airwallex-webhooks-boundary$/);
});

it('no role has a policy of AWS, which the deployment may not attach', () => {
  const managed = propertiesOf(service, 'AWS::IAM::Role').flatMap(
    ({ ManagedPolicyArns = [] }) => ManagedPolicyArns,
  );
  expect(managed).toEqual([]);
});
