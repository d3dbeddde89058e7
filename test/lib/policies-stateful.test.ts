import { domains } from '../../functions/domains.ts';
import { pipelineOf, templatesOf } from './synthesized.ts';

/*
 * What would be missed is never deleted or replaced by a deployment. CloudFormation deletes what has
 * another logical id than the deployment before, and replaces what has another name or another key;
 * so these are written down here. A change of a line below is one that loses a table, a queue or the
 * secrets of whoever has deployed the line before: find another way, or move the data first.
 */

const prod = templatesOf(pipelineOf('prod'));

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
const resources: readonly (readonly [string, Resource])[] = Object.entries(
  prod.data.toJSON()['Resources'],
);

/** The properties that CloudFormation replaces a resource for. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
const replacing = ['TableName', 'KeySchema', 'QueueName', 'FifoQueue', 'Name'];

const stateful = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret'];

const keysOf = (schema: unknown): string =>
  (Array.isArray(schema) ? schema : []).map(({ AttributeName }) => AttributeName).join(' ');

it('has the ids, names and keys that it was first deployed with', () => {
  const lines = resources
    .filter(([, { Type }]) => stateful.includes(Type))
    .map(([id, { Properties }]) => {
      const { KeySchema, ...named } = Properties;
      const name = replacing.map((property) => named[property]).filter(Boolean);
      return [id, ...name, ...(KeySchema ? [`(${keysOf(KeySchema)})`] : [])].join(' ');
    });
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
"
EventsTableD24865E5 airwallex-webhooks-prod-events (id digest)
ConnectionsTable8000B8A1 airwallex-webhooks-prod-connections (pk sk)
AccountsTable81C15AE5 airwallex-webhooks-prod-accounts (pk sk)
PaymentsTable48A42630 airwallex-webhooks-prod-payments (pk sk)
IssuingTableC5D57E9E airwallex-webhooks-prod-issuing (pk sk)
ConnectionsQueuesDeadLetters26DFD5CA airwallex-webhooks-prod-connections-dead-letters
ConnectionsQueuesQueue127DAA9B airwallex-webhooks-prod-connections
AccountsQueuesDeadLetters2BAE398D airwallex-webhooks-prod-accounts-dead-letters
AccountsQueuesQueue1EA6B609 airwallex-webhooks-prod-accounts
PaymentsQueuesDeadLetters80739D34 airwallex-webhooks-prod-payments-dead-letters
PaymentsQueuesQueue7AD0AE39 airwallex-webhooks-prod-payments
IssuingQueuesDeadLetters227CF00C airwallex-webhooks-prod-issuing-dead-letters
IssuingQueuesQueueAD3DD70C airwallex-webhooks-prod-issuing
UnroutedQueuesDeadLetters0CA81A10 airwallex-webhooks-prod-unrouted-dead-letters
UnroutedQueuesQueueD8EBE5FD airwallex-webhooks-prod-unrouted
SigningSecretsSecretB9250B1B airwallex-webhooks-prod-signing-secrets
"
`);
  expect(lines).toHaveLength(domains.length + 1 + 2 * (domains.length + 1) + 1);
});

it('keeps in prod all that is removed from the stack or with it', () => {
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

it('has nothing else that holds data', () => {
  const types = new Set(resources.map(([, { Type }]) => Type));
  expect([...types].filter((type) => !stateful.includes(type))).toEqual(['AWS::SQS::QueuePolicy']);
});

it('is reached from outside by the API alone', () => {
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
