import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import cdk from '../../cdk.json' with { type: 'json' };
import { domains, unrouted } from '../../functions/domains.ts';
import type { Pipeline } from '../../lib/pipeline.ts';
import { addStacks } from '../../lib/stacks.ts';
import { stageFrom } from '../../lib/stages.ts';
import { emptyApp, plain, templatesOf } from './synthesized.ts';

/*
 * The options of a stage that are off by default: keys of the customer's own, and a list of the
 * addresses that requests may come from.
 */

const { stages } = cdk.context;
const pipelineWith = (options: object): Pipeline => ({
  stage: stageFrom({ dev: { ...stages.dev, ...options } }),
  domains,
  unrouted,
});

const arn = 'arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11';
const usual = templatesOf(pipelineWith({}));
const own = templatesOf(pipelineWith({ kmsKey: true }));
const given = templatesOf(pipelineWith({ kmsKey: arn }));

type Templates = ReturnType<typeof templatesOf>;

const propertiesOf = (template: Templates['data'], type: string) =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);

const keyIn = (template: Templates['data'], description: string): string => {
  const [id = ''] = Object.keys(
    template.findResources('AWS::KMS::Key', { Properties: { Description: description } }),
  );
  return id;
};

const dataKeyId = keyIn(
  own.data,
  'Encrypts tables, queues and signing secrets of Airwallex webhooks (dev)',
);
const logsKeyId = keyIn(own.service, 'Encrypts logs of Airwallex webhooks (dev)');

/** What a function may do with keys. */
const keyGrants = ({ service }: Templates, name: string) =>
  propertiesOf(service, 'AWS::IAM::Policy')
    .filter(({ Roles }) =>
      Roles.some(({ Ref }: { Ref: string }) => Ref.toLowerCase().startsWith(name)),
    )
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')))
    .map(({ Action, Resource, Condition }) => ({
      actions: [Action].flat(),
      on: plain(Resource),
      via: plain(Condition.StringEquals['kms:ViaService']),
      alias: Condition['ForAnyValue:StringEquals']?.['kms:ResourceAliases'],
    }));

const writing = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const via = (service: string): string => `${service}.<AWS::Region>.<AWS::URLSuffix>`;

describe.each([
  ['keys of the stage’s own', own, { data: `<${dataKeyId}.Arn>`, logs: `<${logsKeyId}.Arn>` }],
  ['a key that it names', given, { data: arn, logs: arn }],
] as const)('with %s', (_which, templates, key) => {
  it('every table, queue and secret is encrypted with it, dead letters too', () => {
    for (const { SSESpecification } of propertiesOf(templates.data, 'AWS::DynamoDB::Table'))
      expect({
        ...SSESpecification,
        KMSMasterKeyId: plain(SSESpecification.KMSMasterKeyId),
      }).toEqual({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key.data });
    const queues = propertiesOf(templates.data, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(2 * (domains.length + 1));
    for (const { KmsMasterKeyId } of queues) expect(plain(KmsMasterKeyId)).toBe(key.data);
    const [secret] = propertiesOf(templates.data, 'AWS::SecretsManager::Secret');
    expect(plain(secret.KmsKeyId)).toBe(key.data);
  });

  it('every log group is', () => {
    const groups = propertiesOf(templates.service, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(domains.length + 3);
    for (const { KmsKeyId } of groups) expect(plain(KmsKeyId)).toBe(key.logs);
  });

  it('the ingress may use it to send and to read secrets, and a consumer to receive and to write', () => {
    const on =
      key.data === arn
        ? { on: arn, alias: undefined }
        : {
            on: 'arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*',
            alias: 'alias/airwallex-webhooks-dev-data',
          };
    expect(keyGrants(templates, 'ingress')).toEqual([
      { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], via: via('sqs'), ...on },
      { actions: ['kms:Decrypt'], via: via('secretsmanager'), ...on },
    ]);
    for (const { name } of [...domains, unrouted])
      expect(keyGrants(templates, name)).toEqual([
        { actions: ['kms:Decrypt'], via: via('sqs'), ...on },
        { actions: writing, via: via('dynamodb'), ...on },
      ]);
  });

  it('nothing else of the data changes: no id, no name, so nothing is replaced', () => {
    const shapeOf = ({ data }: Templates): readonly string[] =>
      Object.entries(data.toJSON()['Resources'])
        .map(([id, resource]) => {
          const { Type, Properties } = Object(resource);
          const { TableName, QueueName, Name, KeySchema } = Properties;
          return JSON.stringify({ id, Type, TableName, QueueName, Name, KeySchema });
        })
        .filter((line) => !line.includes('AWS::KMS'));
    expect(shapeOf(templates)).toEqual(shapeOf(usual));
  });

  it('the local pipeline runs as without it', () => {
    const read = ({ assembly }: Templates) => readApplication(readAssembly(assembly.directory));
    expect(read(templates)).toMatchObject({
      tables: read(usual).tables,
      queues: read(usual).queues,
      secrets: read(usual).secrets,
    });
  });

  it("cdk-nag's checks find nothing", () => {
    const app = emptyApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    addStacks(app, pipelineWith({ kmsKey: key.data === arn ? arn : true }));
    expect(() => app.synth()).not.toThrow();
  });
});

describe('keys of the stage’s own', () => {
  it('are turned every year, and one that data was written with stays as long as the data', () => {
    for (const template of [own.data, own.service])
      template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    const prod = templatesOf({
      ...pipelineWith({}),
      stage: stageFrom({ prod: { ...stages.prod, kmsKey: true } }, 'prod'),
    });
    prod.data.allResources('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('may be used by CloudWatch Logs for the groups of the stage, and no other', () => {
    const { KeyPolicy } = own.service.toJSON()['Resources'][logsKeyId].Properties;
    const [, logs, ...others] = KeyPolicy.Statement;
    expect(others).toEqual([]);
    expect(plain(logs.Principal.Service)).toBe('logs.<AWS::Region>.<AWS::URLSuffix>');
    const allowed = logs.Condition.ArnLike['kms:EncryptionContext:aws:logs:arn'].map(plain);
    const group = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:';
    expect(allowed).toEqual([
      `${group}/aws/lambda/airwallex-webhooks-dev-*`,
      `${group}/aws/vendedlogs/airwallex-webhooks-dev-access`,
    ]);
  });
});

describe('without either', () => {
  it('there is no key but that of the alarms, and no function is told of addresses', () => {
    usual.data.resourceCountIs('AWS::KMS::Key', 0);
    usual.service.resourceCountIs('AWS::KMS::Key', 1);
    expect(JSON.stringify(usual.service.toJSON())).not.toContain('ALLOWED_SOURCES');
    for (const name of ['ingress', ...domains.map((domain) => domain.name)])
      expect(keyGrants(usual, name)).toEqual([]);
  });
});

describe('a list of addresses', () => {
  it('is told to the ingress alone, and changes nothing else', () => {
    const list = ['203.0.113.7', '198.51.100.0/24', '2001:db8::/32'];
    const { data, service } = templatesOf(pipelineWith({ allowedSources: list }));
    expect(data.toJSON()).toEqual(usual.data.toJSON());
    const told = propertiesOf(service, 'AWS::Lambda::Function').flatMap(
      ({ FunctionName, Environment }) => {
        const sources = Environment.Variables['ALLOWED_SOURCES'];
        return sources === undefined ? [] : [[FunctionName, sources]];
      },
    );
    expect(told).toEqual([['airwallex-webhooks-dev-ingress', list.join()]]);
  });

  it.each([
    ['no list', '203.0.113.7'],
    ['empty, which would refuse everything', []],
    ['of a name', ['api.airwallex.com']],
    ['of a prefix too long', ['203.0.113.0/33']],
    ['of half a range', ['203.0.113.0/']],
    ['of two in one', ['203.0.113.1,203.0.113.2']],
  ])('that is %s is answered with its place in the file', (_kind, allowedSources) => {
    expect(() => pipelineWith({ allowedSources })).toThrow('  stages.dev.allowedSources');
  });

  it.each([false, 'alias/mine', 'arn:aws:kms:eu-west-1:123456789012:alias/mine'])(
    'and a key that is %p, too',
    (kmsKey) => {
      expect(() => pipelineWith({ kmsKey })).toThrow('  stages.dev.kmsKey: say true, or the ARN');
    },
  );
});
