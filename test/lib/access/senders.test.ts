import { domains, unrouted } from '../../../functions/domains.ts';
import { pipelineOf, pipelineWith, plain, propertiesOf, templatesOf } from '../synthesized.ts';

/* Who may send to the queues of domains, by the queues' own policies. */

const { data, service } = templatesOf(pipelineOf('dev'));
const receivers = [...domains, unrouted].map(({ name }) => name);

/** The statements of a queue's policy that deny sending. */
const denialsOf = (name: string, template = data) =>
  propertiesOf(template, 'AWS::SQS::QueuePolicy')
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => Action === 'sqs:SendMessage')
    .filter(({ Resource }) => {
      const [id] = Resource['Fn::GetAtt'];
      const { QueueName } = template.toJSON()['Resources'][id].Properties;
      return QueueName === `airwallex-webhooks-dev-${name}`;
    })
    .map(({ Resource: _resource, Sid: _sid, ...statement }) => statement);

const everybody = { Action: 'sqs:SendMessage', Effect: 'Deny', Principal: { AWS: '*' } };

const roleNames = propertiesOf(service, 'AWS::IAM::Role').map(({ RoleName }) => plain(RoleName));

it.each(receivers)(
  'nobody may send to the queue of %s but the ingress and the redrive role',
  (name) => {
    const [denial, ...others] = denialsOf(name);
    expect(others).toEqual([]);
    const { Condition, ...statement } = denial;
    expect(statement).toEqual(everybody);
    const senders = Condition.ArnNotEquals['aws:PrincipalArn'].map(plain);
    expect(senders).toEqual(
      ['ingress', 'redrive'].map(
        (role) =>
          `arn:<AWS::Partition>:iam::<AWS::AccountId>:role/airwallex-webhooks-dev-${role}-<AWS::Region>`,
      ),
    );
    // Roles of the other stack, which its template gives these names.
    for (const sender of senders) expect(roleNames).toContain(sender.split('/').at(-1));
  },
);

it.each(receivers)('no principal may send to the dead-letter queue of %s itself', (name) => {
  expect(denialsOf(`${name}-dead-letters`)).toEqual([
    {
      ...everybody,
      // Not what AWS does without a principal: SQS moves messages there.
      Condition: {
        Null: { 'aws:PrincipalArn': 'false' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
      },
    },
  ]);
});

it('the senders of a stage that pins its account are those of that account', () => {
  const pinned = templatesOf(pipelineWith({ account: '123456789012', region: 'eu-west-1' }));
  const [{ Condition }] = denialsOf('payments', pinned.data);
  // CloudFormation knows the account that it deploys to, pinned or not.
  expect(Condition.ArnNotEquals['aws:PrincipalArn'].map(plain)).toEqual(
    ['ingress', 'redrive'].map((role) =>
      expect.stringContaining(`<AWS::AccountId>:role/airwallex-webhooks-dev-${role}-`),
    ),
  );
});

it('every other statement of the policies denies too, so that they allow nobody anything', () => {
  const effects = propertiesOf(data, 'AWS::SQS::QueuePolicy').flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.map(({ Effect }: { Effect: string }) => Effect),
  );
  expect(new Set(effects)).toEqual(new Set(['Deny']));
});
