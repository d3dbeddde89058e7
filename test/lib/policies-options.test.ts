import { readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import cdk from '../../cdk.json' with { type: 'json' };
import { domains, unrouted } from '../../functions/domains.ts';
import { stageFrom } from '../../lib/stages.ts';
import { pipelineWith, plain, propertiesOf, templatesOf } from './synthesized.ts';

/*
 * The options of a stage that are off by default: customer-managed keys, and a list of the addresses
 * that requests may come from.
 */

const { stages } = cdk.context;

const arn = 'arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11';
const usual = templatesOf(pipelineWith({}));
const own = templatesOf(pipelineWith({ kmsKey: true }));
const given = templatesOf(pipelineWith({ kmsKey: arn }));

type Templates = ReturnType<typeof templatesOf>;

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

/**
 * The actions that a function may call on keys. Some checkers of policies do not know
 * `kms:ResourceAliases`; it is the aliases of the key that a request uses.
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
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
  ['its own keys', own, { data: `<${dataKeyId}.Arn>`, logs: `<${logsKeyId}.Arn>` }],
  ['the key that it names', given, { data: arn, logs: arn }],
] as const)('a stage with %s', (_which, templates, key) => {
  it('encrypts every table, queue, dead-letter queue and secret with it', () => {
    const tables = propertiesOf(templates.data, 'AWS::DynamoDB::GlobalTable');
    // Beside those of the domains the archive and the trail.
    expect(tables).toHaveLength(domains.length + 2);
    for (const { SSESpecification, Replicas } of tables) {
      expect(SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      const [replica, ...others] = Replicas;
      expect(plain(replica.SSESpecification.KMSMasterKeyId)).toBe(key.data);
      expect(others).toEqual([]);
    }
    const queues = propertiesOf(templates.data, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(2 * (domains.length + 1));
    for (const { KmsMasterKeyId } of queues) expect(plain(KmsMasterKeyId)).toBe(key.data);
    const secrets = propertiesOf(templates.data, 'AWS::SecretsManager::Secret');
    expect(secrets).toHaveLength(3);
    for (const { KmsKeyId } of secrets) expect(plain(KmsKeyId)).toBe(key.data);
  });

  it('encrypts every log group with it', () => {
    const groups = propertiesOf(templates.service, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(domains.length + 3);
    for (const { KmsKeyId } of groups) expect(plain(KmsKeyId)).toBe(key.logs);
  });

  it('lets the ingress use it to send and to read secrets, and a consumer to receive and to write', () => {
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

  it('changes no logical id, name or key in the data stack, so that nothing is replaced', () => {
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

  it('gives the local pipeline the same tables, queues and secrets', () => {
    const read = ({ assembly }: Templates) => readApplication(readAssembly(assembly.directory));
    expect(read(templates)).toMatchObject({
      tables: read(usual).tables,
      queues: read(usual).queues,
      secrets: read(usual).secrets,
    });
  });
});

describe('the own keys of a stage', () => {
  it('are rotated every year, and in prod the keys of data and logs outlive the stacks as these do', () => {
    for (const template of [own.data, own.service])
      template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    const prod = templatesOf({
      ...pipelineWith({}),
      stage: stageFrom({ prod: { ...stages.prod, kmsKey: true } }, 'prod'),
    });
    const [logs, ...others] = Object.values(
      prod.service.findResources('AWS::KMS::Key', {
        Properties: { Description: 'Encrypts logs of Airwallex webhooks (prod)' },
      }),
    );
    expect(others).toEqual([]);
    expect(logs).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    for (const type of ['AWS::KMS::Key', 'AWS::KMS::Alias'])
      prod.data.allResources(type, {
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
  });

  it('may be used by CloudWatch Logs for the log groups of the stage alone', () => {
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

describe('a stage without these options', () => {
  it('has no key but that of the alarm topic, and passes no function a list of addresses', () => {
    usual.data.resourceCountIs('AWS::KMS::Key', 0);
    usual.service.resourceCountIs('AWS::KMS::Key', 1);
    expect(JSON.stringify(usual.service.toJSON())).not.toContain('ALLOWED_SOURCES');
    for (const name of ['ingress', ...domains.map((domain) => domain.name)])
      expect(keyGrants(usual, name)).toEqual([]);
  });
});

describe('the concurrency of the ingress', () => {
  const reservedIn = (changes: Parameters<typeof pipelineWith>[0]) =>
    propertiesOf(templatesOf(pipelineWith(changes)).service, 'AWS::Lambda::Function').flatMap(
      ({ FunctionName, ReservedConcurrentExecutions: reserved }) =>
        reserved === undefined ? [] : [[FunctionName, reserved]],
    );

  it('is reserved for it alone, where the stage asks for it', () => {
    expect(reservedIn({})).toEqual([]);
    expect(reservedIn({ reservedConcurrency: 50 })).toEqual([
      ['airwallex-webhooks-dev-ingress', 50],
    ]);
  });

  it.each([0, 1_001, 1.5, '50'])('fails with its path in cdk.json if it is %s', (value) => {
    expect(() => pipelineWith({ reservedConcurrency: value })).toThrow(
      '  stages.dev.reservedConcurrency',
    );
  });
});

describe('the list of allowed addresses', () => {
  it('is passed to the ingress alone, and changes nothing in the data stack', () => {
    const list = ['203.0.113.7', '198.51.100.0/24', '2001:db8::/32'];
    const { data, service } = templatesOf(pipelineWith({ allowedSources: list }));
    expect(data.toJSON()).toEqual(usual.data.toJSON());
    const passed = propertiesOf(service, 'AWS::Lambda::Function').flatMap(
      ({ FunctionName, Environment }) => {
        const sources = Environment.Variables['ALLOWED_SOURCES'];
        return sources === undefined ? [] : [[FunctionName, sources]];
      },
    );
    expect(passed).toEqual([['airwallex-webhooks-dev-ingress', list.join()]]);
  });

  it.each([
    ['not a list', '203.0.113.7'],
    ['empty, which would refuse every request', []],
    ['a host name', ['api.airwallex.com']],
    ['a range with too long a prefix', ['203.0.113.0/33']],
    ['a range without its prefix length', ['203.0.113.0/']],
    ['two addresses in one text', ['203.0.113.1,203.0.113.2']],
  ])('fails with its path in cdk.json if it is %s', (_kind, allowedSources) => {
    expect(() => pipelineWith({ allowedSources })).toThrow('  stages.dev.allowedSources');
  });
});

it.each([false, 'alias/mine', 'arn:aws:kms:eu-west-1:123456789012:alias/mine'])(
  'the setting kmsKey fails with its path in cdk.json if it is %p',
  (kmsKey) => {
    expect(() => pipelineWith({ kmsKey })).toThrow('  stages.dev.kmsKey: say true, or the ARN');
  },
);
