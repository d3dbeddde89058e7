import { domains, unrouted } from '../../../functions/domains.ts';
import { pipelineOf, plain, templatesOf } from '../synthesized.ts';
import { alarmsOf, alarmText, completeText, conditionOf } from './conditions.ts';

const prod = pipelineOf('prod');
const { service } = templatesOf(prod);
/** The same stage with other settings of alarms. */
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
const alarms = alarmsOf(service);

/** The text that a person reads. */
const textOf = (name: string): string =>
  alarmText(alarms.find(({ AlarmName }) => AlarmName === `airwallex-webhooks-prod-${name}`));

describe('the alarms', () => {
  it.each([...domains, unrouted])(
    'cover the queues and the function of $name, and state what a person loses',
    ({ name, errorImpact }) => {
      for (const what of ['dead-letters', 'late', 'failing', 'quarantined', 'function'])
        expect(textOf(`${name}-${what}`)).toContain(`\nWhat is lost meanwhile: ${errorImpact}\n`);
    },
  );

  it.each(domains)(
    'cover the table of $name, and state what a person loses',
    ({ name, errorImpact }) => {
      expect(textOf(`${name}-table`)).toContain(`\nWhat is lost meanwhile: ${errorImpact}\n`);
    },
  );

  it('cover besides only the ingress, the archive and the pass over overdue records', () => {
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
      'overdue-records',
      'overdue-function',
    ]);
  });

  it('each state what is lost, what to do and where to look, within the length that CloudWatch keeps', () => {
    for (const { AlarmName } of alarms) {
      const text = textOf(AlarmName.replace('airwallex-webhooks-prod-', ''));
      expect(text).toMatch(completeText);
      expect(text.length).toBeLessThanOrEqual(1024);
    }
  });

  it('fire on these conditions, and begin with these sentences', () => {
    const own = [...domains, unrouted].map(({ name }) => name);
    const shared = alarms.filter(({ AlarmName }) => !own.includes(AlarmName.split('-')[3] ?? ''));
    expect(`\n${shared.map(conditionOf).join('\n')}\n`).toMatchInlineSnapshot(`
"
ingress-5xx: Sum 5xx (<IngressApiFA053807>) > 0 | 2 of 6 x 300 s | missing notBreaching | Airwallex is answered 5xx: nothing durable takes its events, or no signing secret is live.
ingress-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-ingress), Sum Throttles (airwallex-webhooks-prod-ingress) > 0 | 2 of 3 x 300 s | missing notBreaching | The function of ingress crashed, ran out of time or was throttled.
ingress-signatures: Sum signature wrong (ingress) > 20 | 1 of 1 x 300 s | missing notBreaching | More than 20 requests in five minutes had a well-formed signature that no live secret verifies.
ingress-stale: Sum stale (ingress) > 50 | 1 of 1 x 3600 s | missing notBreaching | More than 50 authentic events in an hour were sent over five minutes before they arrived.
ingress-too-large: Sum too large (ingress) > 0 | 1 of 1 x 300 s | missing notBreaching | An authentic event was answered 413: no queue can hold it.
ingress-unrouted: Sum NumberOfMessagesSent (airwallex-webhooks-prod-unrouted) > 1000 | 1 of 1 x 3600 s | missing notBreaching | More than 1000 events in an hour belong to no domain here. They are archived and set no record.
ingress-silence: IF(accepted > 0, 0, 1) of Sum Count (<IngressApiFA053807>), Sum 4xx (<IngressApiFA053807>), Sum 5xx (<IngressApiFA053807>) > 0 | 24 of 24 x 3600 s | missing breaching | No event was accepted for 24 hours.
events-table: FILL(throttled, 0) + FILL(failed, 0) of Sum ThrottledRequests (PutItem airwallex-webhooks-prod-events), Sum SystemErrors (PutItem airwallex-webhooks-prod-events) > 0 | 3 of 3 x 300 s | missing notBreaching | DynamoDB has throttled or failed writes to airwallex-webhooks-prod-events for a quarter of an hour.
overdue-records: Sum overdue (overdue) > 0 | 1 of 1 x 300 s | missing notBreaching | Records have been in a status for longer than it may last.
overdue-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-overdue), Sum Throttles (airwallex-webhooks-prod-overdue) > 0 | 1 of 1 x 300 s | missing notBreaching | The function of overdue crashed, ran out of time or was throttled.
"
`);
    const conditionsOf = (domain: string): string =>
      alarms
        .filter(({ AlarmName }) => AlarmName.split('-')[3] === domain)
        .map(conditionOf)
        .join('\n');
    const ofPayments = conditionsOf('payments');
    expect(`\n${ofPayments}\n`).toMatchInlineSnapshot(`
"
payments-table: FILL(throttled, 0) + FILL(failed, 0) of Sum ThrottledRequests (PutItem airwallex-webhooks-prod-payments), Sum SystemErrors (PutItem airwallex-webhooks-prod-payments) > 0 | 3 of 3 x 300 s | missing notBreaching | DynamoDB has throttled or failed writes to airwallex-webhooks-prod-payments for a quarter of an hour.
payments-dead-letters: Maximum ApproximateNumberOfMessagesVisible (airwallex-webhooks-prod-payments-dead-letters) > 0 | 1 of 1 x 300 s | missing ignore | Events of payments failed five times and wait on airwallex-webhooks-prod-payments-dead-letters. They are deleted 14 days after they arrived.
payments-late: Maximum ApproximateAgeOfOldestMessage (airwallex-webhooks-prod-payments) > 900 | 2 of 2 x 300 s | missing ignore | The oldest event of payments has waited for more than 15 minutes.
payments-failing: Sum failed again (payments) > 0 | 1 of 1 x 300 s | missing notBreaching | Events of payments failed for the third time; they are tried twice more within seven hours.
payments-quarantined: Sum quarantined (payments) > 0 | 1 of 1 x 300 s | missing notBreaching | An event of payments is archived but cannot be projected, and will not be tried again.
payments-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-payments), Sum Throttles (airwallex-webhooks-prod-payments) > 0 | 2 of 3 x 300 s | missing notBreaching | The function of payments crashed, ran out of time or was throttled.
"
`);
    for (const { name } of domains)
      expect(conditionsOf(name)).toBe(ofPayments.replaceAll('payments', name));
    const [, ...withoutTable] = ofPayments.split('\n');
    expect(conditionsOf('unrouted')).toBe(
      withoutTable.join('\n').replaceAll('payments', 'unrouted'),
    );
  });

  it('link to the runbook at the address that the stage sets', () => {
    for (const { AlarmDescription } of alarmsOf(other))
      expect(plain(AlarmDescription)).toContain('\nWhat to do: https://wiki.example/runbook#');
  });

  it('all notify one topic when they fire and when they are over', () => {
    const [topic, ...others] = Object.keys(service.findResources('AWS::SNS::Topic'));
    expect(others).toEqual([]);
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: topic }]);
      expect(OKActions).toEqual([{ Ref: topic }]);
    }
  });

  it('include one for silence only if the stage sets the number of hours', () => {
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
  it('is encrypted with a key that CloudWatch may use, and that rotates', () => {
    const [key] = Object.keys(service.findResources('AWS::KMS::Key'));
    service.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] },
    });
    service.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    expect(service.toJSON()['Resources'][key ?? ''].Properties.KeyPolicy.Statement).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    });
  });

  it('accepts messages of CloudWatch in the same account, and none over plain HTTP', () => {
    const [policy] = Object.values(service.findResources('AWS::SNS::TopicPolicy'));
    expect(policy?.['Properties'].PolicyDocument.Statement).toMatchObject([
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('has no subscriber, or the address that the stage sets', () => {
    service.resourceCountIs('AWS::SNS::Subscription', 0);
    other.resourceCountIs('AWS::SNS::Subscription', 1);
    other.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'on-call@example.com',
    });
  });
});
