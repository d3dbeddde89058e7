import { domains, unrouted } from '../../../functions/domains.ts';
import { pipelineOf, plain, templatesOf } from '../synthesized.ts';

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: unknown;
  readonly AlarmActions: unknown;
  readonly OKActions: unknown;
}

const prod = pipelineOf('prod');
const { service } = templatesOf(prod);
/** The same with other settings. */
const { service: other } = templatesOf({
  ...prod,
  stage: {
    ...prod.stage,
    alarms: {
      ...prod.stage.alarms,
      email: 'on-call@example.com',
      runbook: 'https://wiki.example/runbook',
      silenceHours: undefined,
    },
  },
});
const alarmsOf = (template: typeof service): Alarm[] =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );
const alarms = alarmsOf(service);

/** What a person reads, with the longest values that AWS fills in. */
const textOf = (name: string): string => {
  const alarm = alarms.find(({ AlarmName }) => AlarmName === `airwallex-webhooks-prod-${name}`);
  return plain(alarm?.AlarmDescription)
    .replaceAll('<AWS::Region>', 'ap-southeast-1')
    .replaceAll('<AWS::AccountId>', '123456789012')
    .replaceAll('<AWS::URLSuffix>', 'amazonaws.com');
};

describe('the alarms', () => {
  it.each([...domains, unrouted])(
    '$name: of its queues and its function, each with what a person loses',
    ({ name, errorImpact }) => {
      for (const what of ['dead-letters', 'late', 'failing', 'quarantined', 'function'])
        expect(textOf(`${name}-${what}`)).toContain(`\nWhat is lost meanwhile: ${errorImpact}\n`);
    },
  );

  it.each(domains)('$name: of its table, with what a person loses', ({ name, errorImpact }) => {
    expect(textOf(`${name}-table`)).toContain(`\nWhat is lost meanwhile: ${errorImpact}\n`);
  });

  it('are those, and a few of the door and the archive', () => {
    const own = [...domains, unrouted].map(({ name }) => name);
    const others = alarms
      .map(({ AlarmName }) => AlarmName.replace('airwallex-webhooks-prod-', ''))
      .filter((name) => !own.includes(name.split('-')[0] ?? ''));
    expect(others).toEqual([
      'ingress-5xx',
      'ingress-function',
      'ingress-signatures',
      'ingress-stale',
      'ingress-too-large',
      'ingress-unrouted',
      'ingress-silence',
      'events-table',
    ]);
  });

  it('each say what it costs, what to do and where to look, in as much as CloudWatch keeps', () => {
    for (const { AlarmName } of alarms) {
      const text = textOf(AlarmName.replace('airwallex-webhooks-prod-', ''));
      expect(text).toMatch(
        /^.+\.\nWhat is lost meanwhile: .+\.\nWhat to do: lib\/RUNBOOK\.md#[a-z0-9-]+\n(\w+: https:\/\/ap-southeast-1\.console\.aws\.amazon\.com\/\S+(\n|$))+$/,
      );
      expect(text.length).toBeLessThanOrEqual(1024);
    }
  });

  it('lead to where the stage says that its runbook is read', () => {
    for (const { AlarmDescription } of alarmsOf(other))
      expect(plain(AlarmDescription)).toContain('\nWhat to do: https://wiki.example/runbook#');
  });

  it('all tell one topic when they begin and when they are over', () => {
    const [topic, ...others] = Object.keys(service.findResources('AWS::SNS::Topic'));
    expect(others).toEqual([]);
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: topic }]);
      expect(OKActions).toEqual([{ Ref: topic }]);
    }
  });

  it('ring for silence only where the stage says after how many hours', () => {
    service.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'airwallex-webhooks-prod-ingress-silence',
      EvaluationPeriods: 24,
      DatapointsToAlarm: 24,
      TreatMissingData: 'breaching',
    });
    const names = alarmsOf(other).map(({ AlarmName }) => AlarmName);
    expect(names).toHaveLength(alarms.length - 1);
    expect(names).not.toContain('airwallex-webhooks-prod-ingress-silence');
  });
});

describe('the topic', () => {
  it('is encrypted by a key that CloudWatch may use', () => {
    const [key] = Object.keys(service.findResources('AWS::KMS::Key'));
    service.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] },
    });
    expect(service.toJSON()['Resources'][key ?? ''].Properties.KeyPolicy.Statement).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    });
  });

  it('writes to nobody, or to whom the stage names', () => {
    service.resourceCountIs('AWS::SNS::Subscription', 0);
    other.resourceCountIs('AWS::SNS::Subscription', 1);
    other.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'on-call@example.com',
    });
  });
});
