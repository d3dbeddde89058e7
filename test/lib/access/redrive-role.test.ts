import { domains, unrouted } from '../../../functions/domains.ts';
import { pipelineWith, plain, propertiesOf, templatesOf } from '../synthesized.ts';

/* The role by which the tool moves dead letters back. */

const arn = 'arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11';
const receivers = [...domains, unrouted];
const queueArn = (name: string) =>
  `arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:airwallex-webhooks-dev-${name}`;

const roleIn = ({ service }: ReturnType<typeof templatesOf>) => {
  const [role, ...others] = propertiesOf(service, 'AWS::IAM::Role').filter(({ RoleName }) =>
    plain(RoleName).startsWith('airwallex-webhooks-dev-redrive-'),
  );
  expect(others).toEqual([]);
  const statements = propertiesOf(service, 'AWS::IAM::Policy')
    .filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref.startsWith('Redrive')))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Action, Resource, Condition }) => ({
      actions: [Action].flat(),
      on: [Resource].flat().map(plain).sort(),
      via: Condition && plain(Condition.StringEquals['kms:ViaService']),
    }));
  return { role, statements };
};

const queues = (suffix: string): readonly string[] =>
  receivers.map(({ name }) => queueArn(`${name}${suffix}`)).sort();

const moving = [
  {
    actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'],
    on: queues('-dead-letters'),
  },
  { actions: ['sqs:SendMessage'], on: queues('') },
];

it('the redrive role may take dead letters, send to the queues, and nothing else', () => {
  const { role, statements } = roleIn(templatesOf(pipelineWith({})));
  expect(statements).toEqual(moving);
  expect(plain(role.RoleName)).toBe('airwallex-webhooks-dev-redrive-<AWS::Region>');
});

it('the redrive role can be assumed by whoever IAM allows it in the account, and by no service', () => {
  const { role } = roleIn(templatesOf(pipelineWith({})));
  const [{ Principal, ...statement }, ...others] = role.AssumeRolePolicyDocument.Statement;
  expect(others).toEqual([]);
  expect(statement).toEqual({ Action: 'sts:AssumeRole', Effect: 'Allow' });
  expect(plain(Principal.AWS)).toBe('arn:<AWS::Partition>:iam::<AWS::AccountId>:root');
});

it('in a stage with a key the redrive role may use that, through SQS alone', () => {
  const via = 'sqs.<AWS::Region>.<AWS::URLSuffix>';
  const { statements } = roleIn(templatesOf(pipelineWith({ kmsKey: arn })));
  expect(statements).toEqual([
    ...moving,
    { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], on: [arn], via },
  ]);
});

it('an output has the ARN of the redrive role', () => {
  const { service } = templatesOf(pipelineWith({}));
  const [output] = Object.values(service.findOutputs('RedriveRoleArn'));
  expect(plain(output?.['Value'])).toMatch(/^<Redrive.*\.Arn>$/);
});
