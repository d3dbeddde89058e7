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
      for (const what of [
        'dead-letters',
        'dead-letters-expire',
        'late',
        'failing',
        'quarantined',
        'function',
      ])
        expect(textOf(`${name}-${what}`)).toContain(`\nWhat is lost meanwhile: ${errorImpact}\n`);
    },
  );

  it.each(domains)(
    'cover the table of $name, and state what a person loses',
    ({ name, errorImpact }) => {
      expect(textOf(`${name}-table`)).toContain(`\nWhat is lost meanwhile: ${errorImpact}\n`);
    },
  );

  it('cover besides only the ingress, the archive, what no schema knows, the pass over overdue records and the hourly checks', () => {
    const own = [...domains, unrouted].map(({ name }) => name);
    const others = alarms
      .map(({ AlarmName }) => AlarmName.replace('airwallex-webhooks-prod-', ''))
      .filter((name) => !own.includes(name.split('-')[0] ?? ''));
    expect(others).toEqual([
      'ingress-5xx',
      'ingress-function',
      'ingress-refused',
      'ingress-throttled',
      'ingress-near-throttle',
      'ingress-signatures',
      'ingress-not-allowed',
      'ingress-stale',
      'ingress-future',
      'ingress-too-large',
      'ingress-unrouted',
      'ingress-silence',
      'events-table',
      'unrecognized-events',
      'schema-drift',
      'overdue-records',
      'overdue-function',
      'audit-breach',
      'audit-missed',
      'heartbeat-failed',
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
ingress-refused: IF(refused > 100, 100 * refused / count, 0) of Sum 4xx (<IngressApiFA053807>), Sum Count (<IngressApiFA053807>) > 20 | 2 of 2 x 300 s | missing notBreaching | Over 20 % of the requests, and more than 100, were answered 4xx in five minutes, twice in a row.
ingress-throttled: Sum throttled (api) > 0 | 2 of 6 x 300 s | missing notBreaching | API Gateway answered 429: more than 1000 requests a second came, or more than 2000 at once.
ingress-near-throttle: Sum Count (<IngressApiFA053807>) > 48000 | 3 of 3 x 60 s | missing notBreaching | For three minutes there were more than 80 % of the 1000 requests a second that the stage allows.
ingress-signatures: Sum signature wrong (ingress) > 20 | 1 of 1 x 300 s | missing notBreaching | More than 20 requests in five minutes had a well-formed signature that no live secret verifies.
ingress-not-allowed: Sum not allowed (ingress) > 5 | 1 of 1 x 3600 s | missing notBreaching | More than 5 requests in an hour came from an address that is not listed, or were signed by a secret that may not sign such an event.
ingress-stale: Sum stale (ingress) > 50 | 1 of 1 x 3600 s | missing notBreaching | More than 50 authentic events in an hour were sent over five minutes before they arrived.
ingress-future: Sum future (ingress) > 0 | 1 of 1 x 300 s | missing notBreaching | Authentic events state that they were sent over five minutes after they arrived.
ingress-too-large: Sum too large (ingress) > 0 | 1 of 1 x 300 s | missing notBreaching | An authentic event was answered 413: no queue can hold it.
ingress-unrouted: Sum NumberOfMessagesSent (airwallex-webhooks-prod-unrouted) > 1000 | 1 of 1 x 3600 s | missing notBreaching | More than 1000 events in an hour belong to no domain here. They are archived and set no record.
ingress-silence: IF(accepted > 0, 0, 1) of Sum accepted (ingress) > 0 | 24 of 24 x 3600 s | missing breaching | No event was accepted for 24 hours.
events-table: FILL(throttledPutItem, 0) + FILL(failedPutItem, 0) + FILL(throttledUpdateItem, 0) + FILL(failedUpdateItem, 0) + FILL(throttledQuery, 0) + FILL(failedQuery, 0) of Sum ThrottledRequests (PutItem airwallex-webhooks-prod-events), Sum SystemErrors (PutItem airwallex-webhooks-prod-events), Sum ThrottledRequests (UpdateItem airwallex-webhooks-prod-events), Sum SystemErrors (UpdateItem airwallex-webhooks-prod-events), Sum ThrottledRequests (Query airwallex-webhooks-prod-events), Sum SystemErrors (Query airwallex-webhooks-prod-events) > 0 | 3 of 3 x 300 s | missing notBreaching | DynamoDB has throttled or failed requests to airwallex-webhooks-prod-events for a quarter of an hour.
unrecognized-events: Sum unrecognized (consumers) > 0 | 1 of 1 x 3600 s | missing notBreaching | Events have a name that is not in the catalogue: more than 0 in an hour.
schema-drift: Sum drift (consumers) > 0 | 1 of 1 x 3600 s | missing notBreaching | Events have fields of another form, or words that no vocabulary has: more than 0 reports in an hour.
overdue-records: Sum overdue (overdue) > 0 | 1 of 1 x 300 s | missing notBreaching | Records have been in a status for longer than it may last.
overdue-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-overdue), Sum Throttles (airwallex-webhooks-prod-overdue) > 0 | 1 of 1 x 300 s | missing notBreaching | The function of overdue crashed, ran out of time or was throttled.
audit-breach: Sum breaches (audit) > 0 | 1 of 1 x 300 s | missing notBreaching | The scheduled audit found events or records that break the rule.
audit-missed: IF(runs - FILL(errors, 0) > 0, 0, 1) of Sum Invocations (airwallex-webhooks-prod-audit), Sum Errors (airwallex-webhooks-prod-audit) > 0 | 2 of 2 x 3600 s | missing breaching | No scheduled audit has ended well for two hours.
heartbeat-failed: IF(runs - FILL(errors, 0) > 0, 0, 1) of Sum Invocations (airwallex-webhooks-prod-heartbeat), Sum Errors (airwallex-webhooks-prod-heartbeat) > 0 | 2 of 2 x 3600 s | missing breaching | No heartbeat has come through the whole pipeline for two hours.
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
payments-table: FILL(throttledPutItem, 0) + FILL(failedPutItem, 0) of Sum ThrottledRequests (PutItem airwallex-webhooks-prod-payments), Sum SystemErrors (PutItem airwallex-webhooks-prod-payments) > 0 | 3 of 3 x 300 s | missing notBreaching | DynamoDB has throttled or failed requests to airwallex-webhooks-prod-payments for a quarter of an hour.
payments-dead-letters: Maximum ApproximateNumberOfMessagesVisible (airwallex-webhooks-prod-payments-dead-letters) > 0 | 1 of 1 x 300 s | missing ignore | Events of payments failed five times and wait on airwallex-webhooks-prod-payments-dead-letters. They are deleted 14 days after they arrived.
payments-dead-letters-expire: Maximum ApproximateAgeOfOldestMessage (airwallex-webhooks-prod-payments-dead-letters) > 604800 | 1 of 1 x 300 s | missing ignore | A message has been on airwallex-webhooks-prod-payments-dead-letters for 7 days. SQS deletes it 14 days after it arrived.
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

  it('take the thresholds that the stage sets', () => {
    const thresholds = (settings: object) => {
      const { alarms: usual, throttle } = pipelineOf('prod').stage;
      const stage = { ...prod.stage, throttle, alarms: { ...usual, ...settings } };
      return alarmsOf(templatesOf({ ...prod, stage }).service)
        .map(conditionOf)
        .filter((line) => /^(?:ingress-refused|ingress-not|unrecognized|schema)/.test(line))
        .map((line) => line.split(' | ')[0]);
    };
    expect(
      thresholds({
        refusedPercent: 7,
        refusedRequests: 8,
        notAllowedRequests: 9,
        unrecognizedEvents: 10,
        driftReports: 11,
      }),
    ).toEqual([
      'ingress-refused: IF(refused > 8, 100 * refused / count, 0) of Sum 4xx (<IngressApiFA053807>), Sum Count (<IngressApiFA053807>) > 7',
      'ingress-not-allowed: Sum not allowed (ingress) > 9',
      'unrecognized-events: Sum unrecognized (consumers) > 10',
      'schema-drift: Sum drift (consumers) > 11',
    ]);
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
  it('is encrypted with a key that CloudWatch may use for this account, and that rotates', () => {
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
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
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
