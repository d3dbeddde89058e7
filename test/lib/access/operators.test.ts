import { operatorRoles } from '../../../lib/names.ts';
import { pipelineWith, plain, propertiesOf, reactingWith, templatesOf } from '../synthesized.ts';

/*
 * The roles of those who use the tool. That each allows what its commands call, and no more, is in
 * test/security/operators.test.ts.
 */

const trust = ['arn:aws:iam::123456789012:role/on-call', 'arn:aws:iam::123456789012:user/somebody'];
const operators = { trust };
const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11';

type Templates = ReturnType<typeof templatesOf>;

/** The roles for operators, by their names without the stage's. */
const rolesIn = ({ service }: Templates) =>
  Object.entries(service.findResources('AWS::IAM::Role')).flatMap(([id, { Properties }]) => {
    const name = plain(Properties.RoleName).split('-')[3] ?? '';
    return operatorRoles.some((one) => one === name) ? [{ id, name, ...Properties }] : [];
  });

const policiesOf = ({ service }: Templates, id: string, type: string) =>
  propertiesOf(service, type).filter(({ Roles }) =>
    Roles.some(({ Ref }: { Ref: string }) => Ref === id),
  );

/** What a role may do by its own policy, and by managed ones where CDK finds that too long. */
const statementsOf = (templates: Templates, id: string) =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => policiesOf(templates, id, type))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** A policy as IAM gets it, in a region with a long name. */
const textOf = (document: unknown): string =>
  JSON.stringify(document, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'Fn::Join' in value ? plain(value) : value,
  )
    .replaceAll('<AWS::Region>', 'ap-southeast-2')
    .replaceAll('<AWS::AccountId>', '123456789012')
    .replaceAll('<AWS::Partition>', 'aws');

it('a stage without the setting has no role for operators', () => {
  expect(rolesIn(templatesOf(pipelineWith({})))).toEqual([]);
});

describe('a stage with operators', () => {
  const templates = templatesOf(pipelineWith({ operators }));

  it('has a role of a fixed name for each sort of command, which the named roles and users may take', () => {
    const roles = rolesIn(templates);
    expect(roles.map(({ RoleName }) => plain(RoleName)).sort()).toEqual(
      operatorRoles.map((name) => `airwallex-webhooks-dev-${name}-<AWS::Region>`).sort(),
    );
    for (const { AssumeRolePolicyDocument } of roles)
      expect(AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: trust } },
      ]);
  });

  it('changes nothing of the data stack', () => {
    expect(templates.data.toJSON()).toEqual(templatesOf(pipelineWith({})).data.toJSON());
  });

  it('lets no operator delete the trail, or send to a queue of a domain', () => {
    for (const { id } of rolesIn(templates))
      for (const { Action, Resource } of statementsOf(templates, id)) {
        const actions = [Action].flat();
        const resources = [Resource].flat().map(plain);
        expect(actions).not.toContain('sqs:SendMessage');
        if (actions.includes('dynamodb:DeleteItem'))
          expect(resources.filter((resource) => resource.endsWith('-control'))).toEqual([]);
      }
  });

  it('gives the signing secrets to the keyholder alone', () => {
    const holders = rolesIn(templates).filter(({ id }) =>
      JSON.stringify(statementsOf(templates, id)).includes('secretsmanager:'),
    );
    expect(holders.map(({ name }) => name)).toEqual(['keyholder']);
  });
});

describe('a stage with operators and changes', () => {
  const templates = templatesOf(reactingWith({ operators, kmsKey: keyArn }));
  const actionsOn = (name: string, resource: string): readonly string[] =>
    rolesIn(templates)
      .filter((role) => role.name === name)
      .flatMap(({ id }) => statementsOf(templates, id))
      .filter(({ Resource }) => [Resource].flat().some((one) => plain(one).endsWith(resource)))
      .flatMap(({ Action }) => Action)
      .sort();

  it('lets a fixer send to a reaction and take its dead letters', () => {
    const queue = 'dev-reaction-release-order';
    expect(actionsOn('fixer', `${queue}.fifo`)).toEqual(
      expect.arrayContaining(['sqs:GetQueueAttributes', 'sqs:SendMessage']),
    );
    expect(actionsOn('fixer', `${queue}-dead-letters.fifo`)).toEqual([
      ...['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      'sqs:ReceiveMessage',
    ]);
    expect(actionsOn('eraser', `${queue}.fifo`)).toEqual(['sqs:GetQueueAttributes']);
  });

  it("lets each use the stage's key by the services that it uses", () => {
    const services = rolesIn(templates).map(({ id, name }) => [
      name,
      [
        ...new Set(
          statementsOf(templates, id).flatMap(({ Condition }) => {
            const via = Condition?.StringEquals?.['kms:ViaService'];
            return via === undefined ? [] : [plain(via).split('.')[0]];
          }),
        ),
      ].sort(),
    ]);
    expect(Object.fromEntries(services)).toEqual({
      reader: ['dynamodb', 'sqs'],
      fixer: ['dynamodb', 'sqs'],
      eraser: ['dynamodb', 'sqs'],
      keyholder: ['dynamodb', 'secretsmanager', 'sqs'],
    });
  });

  it.each([
    ['AWS::IAM::Policy', 10_240],
    ['AWS::IAM::ManagedPolicy', 6_144],
  ])('has no %s that IAM finds too long', (type, most) => {
    const lengths = rolesIn(templates)
      .flatMap(({ id }) => policiesOf(templates, id, type))
      .map(({ PolicyDocument }) => textOf(PolicyDocument).length);
    expect(lengths).not.toEqual([]);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(lengths.filter((length) => length >= most)).toEqual([]);
  });
});

it.each([
  ['names nobody', []],
  ['names an account', ['123456789012']],
  ['names everybody', ['*']],
  ['names no role or user', ['arn:aws:iam::123456789012:group/people']],
])('the setting is refused with its path where it %s', (_how, trust) => {
  expect(() => pipelineWith({ operators: { trust } })).toThrow('  stages.dev.operators.trust');
});
