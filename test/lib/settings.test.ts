import { readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import { domains } from '../../functions/domains.ts';
import { pipelineWith, propertiesOf, templatesOf } from './synthesized.ts';

/* What a stage's settings change in the templates: indexes, table class, account, region and tags. */

type Templates = ReturnType<typeof templatesOf>;

const usual = templatesOf(pipelineWith({}));

/** What a table's template states of its indexes, by the table's name. */
const indexesIn = ({ data }: Templates): Record<string, readonly string[]> =>
  Object.fromEntries(
    propertiesOf(data, 'AWS::DynamoDB::GlobalTable').map(
      ({ TableName, GlobalSecondaryIndexes }) => [
        TableName,
        (GlobalSecondaryIndexes ?? []).map((index: object) => JSON.stringify(index)),
      ],
    ),
  );

describe('the setting of platforms', () => {
  it('adds one index by account to every table of records, and changes nothing else in the data stack', () => {
    const platform = templatesOf(pipelineWith({ platform: true }));
    const added = Object.entries(indexesIn(platform)).flatMap(([table, indexes]) =>
      indexes
        .filter((index) => !indexesIn(usual)[table]?.includes(index))
        .map((index) => [table, JSON.parse(index)]),
    );
    expect(added).toEqual(
      domains.map(({ name }) => [
        `airwallex-webhooks-dev-${name}`,
        {
          IndexName: 'by-account-1',
          KeySchema: [
            { AttributeName: 'accountId', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ]),
    );
  });
});

describe('the table class of the archive', () => {
  it('is that of the events table alone, and standard unless it is set', () => {
    const cold = templatesOf(pipelineWith({ archiveTableClass: 'infrequent-access' }));
    const classesIn = ({ data }: Templates) =>
      propertiesOf(data, 'AWS::DynamoDB::GlobalTable').map(({ TableName, Replicas }) => [
        TableName,
        Replicas[0].TableClass,
      ]);
    const states = domains.map(({ name }) => [`airwallex-webhooks-dev-${name}`, undefined]);
    const events = 'airwallex-webhooks-dev-events';
    const control = ['airwallex-webhooks-dev-control', undefined];
    const others = [...states, control];
    expect(classesIn(cold)).toEqual([[events, 'STANDARD_INFREQUENT_ACCESS'], ...others]);
    expect(classesIn(usual)).toEqual([[events, 'STANDARD'], ...others]);
  });
});

describe('account, region and tags', () => {
  const place = { account: '111111111111', region: 'eu-central-1' };
  const pinned = templatesOf(pipelineWith(place));

  it('are pinned for both stacks, or left to the shell', () => {
    const placesOf = ({ assembly }: Templates) =>
      assembly.stacks.map(({ environment: { account, region } }) => ({ account, region }));
    expect(placesOf(pinned)).toEqual([place, place]);
    const any = { account: 'unknown-account', region: 'unknown-region' };
    expect(placesOf(usual)).toEqual([any, any]);
  });

  it('are the same to the local pipeline, which has an account and region of its own', () => {
    const read = ({ assembly }: Templates) => {
      const { functions, ...others } = readApplication(readAssembly(assembly.directory));
      return { ...others, functions: functions.map(({ code: _folder, ...one }) => one) };
    };
    expect(read(pinned)).toEqual(read(usual));
  });

  it('mark every resource that can have tags with application and stage, and with those that are set', () => {
    const { data, service } = templatesOf(pipelineWith({ tags: { 'cost-centre': 'payments' } }));
    const wanted = [
      { Key: 'application', Value: 'airwallex-webhooks' },
      { Key: 'cost-centre', Value: 'payments' },
      { Key: 'stage', Value: 'dev' },
    ];
    for (const { Replicas } of propertiesOf(data, 'AWS::DynamoDB::GlobalTable'))
      expect(Replicas[0].Tags).toEqual(wanted);
    const listed = [
      ...['AWS::SQS::Queue', 'AWS::SecretsManager::Secret'].flatMap((type) =>
        propertiesOf(data, type),
      ),
      ...[
        'Lambda::Function',
        'IAM::Role',
        'Logs::LogGroup',
        'SNS::Topic',
        'CloudWatch::Alarm',
      ].flatMap((type) => propertiesOf(service, `AWS::${type}`)),
    ];
    for (const { Tags } of listed) expect(Tags).toEqual(wanted);
    service.allResourcesProperties('AWS::ApiGatewayV2::Api', {
      Tags: Object.fromEntries(wanted.map(({ Key, Value }) => [Key, Value])),
    });
  });
});

describe('what a stage retains', () => {
  const outputsOf = (settings: object, stage: 'dev' | 'prod') => {
    const { data } = templatesOf(pipelineWith(settings, stage));
    const outputs = Object.entries(data.toJSON()['Outputs']);
    const stated = outputs.filter(([name]) => /RemovalPolicy|Samples/.test(name));
    return Object.fromEntries(stated.map(([name, output]) => [name, Object(output).Value]));
  };

  it('is an output of its data stack, with whether it takes samples all the same', () => {
    expect(outputsOf({}, 'dev')).toEqual({ RemovalPolicy: 'destroy' });
    expect(outputsOf({}, 'prod')).toEqual({ RemovalPolicy: 'retain' });
    const allowing = { allowSamples: true };
    expect(outputsOf(allowing, 'prod')).toEqual({ RemovalPolicy: 'retain', AllowSamples: 'true' });
  });

  it('states nothing of samples where nothing is retained: such a stage takes them', () => {
    expect(outputsOf({ allowSamples: true }, 'dev')).toEqual({ RemovalPolicy: 'destroy' });
  });
});
