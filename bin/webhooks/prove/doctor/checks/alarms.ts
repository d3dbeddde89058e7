import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { cdkLine, quoted } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, problem, skipped } from '../check.ts';
import type { DeployedStage } from '../deployed-stage.ts';
import { LOCAL } from './account.ts';

/** Restores resources of CloudFormation that were changed outside of it. */
const restore = ({ names, pipeline }: DeployedStage): string =>
  cdkLine(['deploy', names.serviceStack, '--revert-drift'], pipeline);

const firing = ({
  AlarmName,
  AlarmDescription = '',
  StateUpdatedTimestamp,
}: MetricAlarm): CheckFinding => {
  const [summary = '', ...lines] = AlarmDescription.split('\n');
  const runbook = lines.find((line) => line.startsWith('What to do: '));
  const since = StateUpdatedTimestamp
    ? ` for ${durationOf(Date.now() - StateUpdatedTimestamp.getTime())}`
    : '';
  return problem(
    `${AlarmName} has been in alarm${since}. ${summary}`,
    runbook?.slice('What to do: '.length),
  );
};

/** Every deployed alarm exists, has enabled actions, and is not in alarm. */
export const alarms: Check = {
  name: 'alarms',
  after: ['credentials', 'stacks'],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const expected = await stage.resources(stage.names.serviceStack, 'AWS::CloudWatch::Alarm');
    const found = await stage.alarms();
    const missing = expected.filter((name) => !found.some(({ AlarmName }) => AlarmName === name));
    const disabled = found.filter(({ ActionsEnabled }) => ActionsEnabled === false);
    const silent = found.filter(({ AlarmActions = [] }) => AlarmActions.length === 0);
    const namesOf = (some: readonly MetricAlarm[]): string =>
      some.map(({ AlarmName }) => AlarmName).join(' ');
    const problems = [
      ...(expected.length === 0 ? [problem('The stage has no alarms.', restore(stage))] : []),
      ...(missing.length === 0
        ? []
        : [problem(`Deployed, but no longer existing: ${missing.join(', ')}.`, restore(stage))]),
      ...(disabled.length === 0
        ? []
        : [
            problem(
              `${counted(disabled.length, 'alarm')} cannot notify anyone: actions are disabled.`,
              `aws cloudwatch enable-alarm-actions --alarm-names ${disabled.map(({ AlarmName = '' }) => quoted(AlarmName)).join(' ')}${stage.awsFlags}`,
            ),
          ]),
      ...(silent.length === 0
        ? []
        : [problem(`No one is notified by ${namesOf(silent)}: no actions.`, restore(stage))]),
      ...found.filter(({ StateValue }) => StateValue === 'ALARM').map(firing),
    ];
    if (problems.length > 0) return problems;
    return [
      ok(`${counted(found.length, 'alarm')} exist${found.length === 1 ? 's' : ''}, none in alarm.`),
    ];
  },
};

/** The alarms have a confirmed subscriber. */
export const subscriber: Check = {
  name: 'subscriber',
  after: ['credentials', 'stacks'],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const topics = await stage.resources(stage.names.serviceStack, 'AWS::SNS::Topic');
    const topic = topics.find((arn) => arn.endsWith(`:${stage.names.alarms}`));
    if (topic === undefined) return [problem('The stage has no topic for alarms.', restore(stage))];
    const all = await stage.subscriptions(topic);
    const confirmed = all.filter(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:'));
    const pending = all.filter((each) => !confirmed.includes(each));
    const waiting = pending.map(({ Endpoint = '?' }) => Endpoint).join(', ');
    if (confirmed.length > 0)
      return [
        ok(
          `${counted(confirmed.length, 'subscriber')} of the alarms${pending.length === 0 ? '' : `; not confirmed yet: ${waiting}`}.`,
        ),
      ];
    if (pending.length > 0)
      return [
        problem(
          `No alarm reaches anyone: ${waiting} has not confirmed the subscription. Follow the link in the e-mail from AWS; if it is lost, request another:`,
          pending
            .map(
              ({ Protocol = 'email', Endpoint = '' }) =>
                `aws sns subscribe --topic-arn ${quoted(topic)} --protocol ${quoted(Protocol)} --notification-endpoint ${quoted(Endpoint)}${stage.awsFlags}`,
            )
            .join('\n'),
        ),
      ];
    return [
      problem(
        'No alarm reaches anyone: its topic has no subscriber. Set alarms.email of the stage in cdk.json, and deploy:',
        cdkLine(['deploy', '--all'], stage.pipeline),
      ),
    ];
  },
};
