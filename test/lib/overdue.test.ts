import { domains } from '../../functions/domains.ts';
import { pipelineWith, plain, propertiesOf, templatesOf } from './synthesized.ts';

/* The hourly pass over overdue records, as a setting of a stage. */

const prefix = 'airwallex-webhooks-dev';
const { service } = templatesOf(pipelineWith({ overdue: true }));
const { service: without } = templatesOf(pipelineWith({ overdue: false }));

const table = (name: string): string =>
  `arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/${prefix}-${name}`;

const policyOf = (id: string): readonly [string, readonly string[]][] => {
  const [policy] = Object.entries(service.findResources('AWS::IAM::Policy')).flatMap(
    ([name, { Properties }]) => (name.startsWith(id) ? [Properties] : []),
  );
  return policy.PolicyDocument.Statement.map(
    ({ Action, Resource }: { Action: string | string[]; Resource: unknown }) => [
      [Resource].flat().map(plain).join(' '),
      [Action].flat(),
    ],
  );
};

it('the pass reads the archive by time and the records, and may do nothing else', () => {
  const [logs, ...grants] = policyOf('OverduePass');
  expect(logs).toEqual([
    expect.stringContaining('OverduePassLogs'),
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
  ]);
  expect(grants).toEqual([
    [`${table('events')}/index/by-time-1`, ['dynamodb:Query']],
    [
      domains
        .map(({ name }) => table(name))
        .sort()
        .join(' '),
      ['dynamodb:BatchGetItem', 'dynamodb:Query'],
    ],
  ]);
});

it('the pass knows every table by its name', () => {
  const [pass] = propertiesOf(service, 'AWS::Lambda::Function').filter(
    ({ FunctionName }) => FunctionName === `${prefix}-overdue`,
  );
  expect(pass.Environment.Variables).toEqual({
    METRICS_NAMESPACE: 'AirwallexWebhooks/dev',
    EVENTS_TABLE: `${prefix}-events`,
    ...Object.fromEntries(
      domains.map(({ name }) => [`STATE_TABLE_${name.toUpperCase()}`, `${prefix}-${name}`]),
    ),
  });
});

it('the scheduler invokes the pass, and nothing else, five minutes after each hour', () => {
  const [{ ScheduleExpression, Target }] = propertiesOf(service, 'AWS::Scheduler::Schedule');
  const [invoke, ...others] = policyOf('OverdueSchedulerRole');
  expect(others).toEqual([]);
  expect(invoke).toEqual([plain(Target.Arn), ['lambda:InvokeFunction']]);
  expect(ScheduleExpression).toBe('cron(5 * * * ? *)');
});

it('the metric adds up the records of the lines that the pass writes', () => {
  const [filter] = propertiesOf(service, 'AWS::Logs::MetricFilter').filter(
    ({ MetricTransformations }) => MetricTransformations[0].MetricName === 'overdue (overdue)',
  );
  expect(filter.FilterPattern).toBe('{ $.message = "overdue" }');
  expect(filter.MetricTransformations[0].MetricValue).toBe('$.records');
});

it('a stage without the setting has nothing of it', () => {
  const ofPass = Object.keys(without.toJSON()['Resources']).filter((id) => /overdue/i.test(id));
  expect(ofPass).toEqual([]);
  const others = (template: typeof service): number =>
    Object.keys(template.toJSON()['Resources']).filter((id) => !/overdue/i.test(id)).length;
  expect(others(service)).toBe(others(without));
});
