import { pipelineOf, templatesOf } from './synthesized.ts';

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

const stateful = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret'];

it('in prod, tables, queues and secrets outlive their removal from the stack and the stack itself', () => {
  const kept = resources.filter(([, { Type }]) => stateful.includes(Type));
  for (const [id, resource] of kept)
    expect({ id, ...resource }).toMatchObject({
      id,
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  expect(prod.assembly.getStackByName('airwallex-webhooks-prod-data').terminationProtection).toBe(
    true,
  );
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
