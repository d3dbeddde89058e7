import cdk from '../../cdk.json' with { type: 'json' };
import { domains } from '../../functions/domains.ts';
import { stageFrom } from '../../lib/stages.ts';
import { pipelineOf, reactingWith, templatesOf } from './synthesized.ts';

/*
 * No deployment deletes or replaces data, and only the API is public. The ids, names and keys of what
 * holds data are in resources/expected.ts.
 */

const prod = templatesOf(pipelineOf('prod'));

interface Resource {
  readonly Type: string;
}
const resources: readonly (readonly [string, Resource])[] = Object.entries(
  prod.data.toJSON()['Resources'],
);

const stateful = ['AWS::DynamoDB::GlobalTable', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret'];

it('in prod, tables, queues and secrets outlive their removal from the stack and the stack itself', () => {
  const kept = resources.filter(([, { Type }]) => stateful.includes(Type));
  for (const [id, resource] of kept)
    expect({ id, ...resource }).toMatchObject({
      id,
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
});

it('in prod, the API with the address that Airwallex knows outlives the stack too', () => {
  prod.service.hasResource('AWS::ApiGatewayV2::Api', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

it('in prod, the log of what the ingress accepted outlives the stack too, and no other log', () => {
  const kept = Object.values(
    prod.service.findResources('AWS::Logs::LogGroup', { DeletionPolicy: 'RetainExceptOnCreate' }),
  );
  expect(kept.map(({ Properties }) => Properties.LogGroupName)).toEqual([
    '/aws/lambda/airwallex-webhooks-prod-ingress',
  ]);
  for (const { UpdateReplacePolicy, Properties } of kept) {
    expect(UpdateReplacePolicy).toBe('Retain');
    // Its lines expire all the same.
    expect(Properties.RetentionInDays).toBe(cdk.context.stages.prod.logRetentionDays);
  }
});

it('in a stage that is meant to be destroyed, no log outlives the stack', () => {
  templatesOf(pipelineOf('dev')).service.allResources('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Delete',
  });
});

describe('protection from deletion', () => {
  const recorded = (stage: 'dev' | 'prod') => {
    const settings = { ...cdk.context.stages[stage], deployed: { kmsKey: false } };
    return templatesOf({ ...pipelineOf(stage), stage: stageFrom({ [stage]: settings }, stage) });
  };
  const protectionOf = ({ assembly, data }: typeof prod) => [
    ...assembly.stacks.map(({ terminationProtection }) => terminationProtection === true),
    ...Object.values(data.findResources('AWS::DynamoDB::GlobalTable')).map(
      ({ Properties }) => Properties.Replicas[0].DeletionProtectionEnabled,
    ),
  ];
  const none = Array(2 + 2 + domains.length).fill(false);

  it('covers both stacks and every table of prod, once its first deployment is recorded', () => {
    expect(protectionOf(recorded('prod'))).toEqual(none.map(() => true));
  });

  it('is absent until then, so that a first deployment that fails can be undone and tried again', () => {
    expect(protectionOf(prod)).toEqual(none);
  });

  it('is absent in a stage that is meant to be destroyed', () => {
    expect(protectionOf(recorded('dev'))).toEqual(none);
  });

  it('is announced by an output of the stack that is deployed last, which states what to record', () => {
    const { service, ...others } = templatesOf({
      ...pipelineOf('prod'),
      stage: stageFrom({ prod: { ...cdk.context.stages.prod, kmsKey: true } }, 'prod'),
    });
    service.hasOutput('RecordDeployment', { Value: '"deployed": {"kmsKey":true}' });
    prod.service.hasOutput('RecordDeployment', { Value: '"deployed": {"kmsKey":false}' });
    expect(Object.keys(others.data.toJSON()['Outputs'])).not.toContain('RecordDeployment');
    expect(Object.keys(recorded('prod').service.toJSON()['Outputs'])).not.toContain(
      'RecordDeployment',
    );
  });
});

it('with changes, the data stack holds only these beside: what carries messages, and where streams are', () => {
  const changing = templatesOf(reactingWith({}, 'prod')).data.toJSON()['Resources'];
  const types = new Set(Object.values(changing).map((one) => Object(one).Type));
  expect([...types].filter((type) => !stateful.includes(type)).sort()).toEqual([
    'AWS::SNS::Subscription',
    'AWS::SNS::Topic',
    'AWS::SNS::TopicPolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::SSM::Parameter',
  ]);
});

it('the data stack has no other kind of resource that holds data', () => {
  const types = new Set(resources.map(([, { Type }]) => Type));
  expect([...types].filter((type) => !stateful.includes(type))).toEqual(['AWS::SQS::QueuePolicy']);
});

it('only the API is reachable from outside', () => {
  const all = Object.values(prod.service.toJSON()['Resources']).map((one) => Object(one));
  const open = all.filter(
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::Url' ||
      (Type === 'AWS::Lambda::Permission' && Properties.Principal === '*'),
  );
  expect(open).toEqual([]);
  const invokers = all
    .filter(({ Type }) => Type === 'AWS::Lambda::Permission')
    .map(({ Properties }) => Properties.Principal);
  expect(invokers).toEqual(['apigateway.amazonaws.com']);
  const text = JSON.stringify([prod.data.toJSON(), prod.service.toJSON()]);
  for (const [statement] of text.matchAll(
    /\{[^{}]*"Effect":"Allow"[^{}]*"Principal":"\*"[^{}]*\}/g,
  ))
    expect(statement).toBe('none');
});
