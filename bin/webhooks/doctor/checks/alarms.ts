import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { cdkLine, quoted } from '../../command-line.ts';
import { durationOf } from '../../duration.ts';
import { counted } from '../../table.ts';
import { type Check, type Finding, ok, problem, skipped } from '../check.ts';
import type { DeployedStage } from '../deployed-stage.ts';
import { LOCAL } from './account.ts';

/** What CloudFormation made and somebody else has changed since, it makes anew. */
const remake = ({ names, pipeline }: DeployedStage): string =>
  cdkLine(['deploy', names.serviceStack, '--revert-drift'], pipeline);

const ringing = ({
  AlarmName,
  AlarmDescription = '',
  StateUpdatedTimestamp,
}: MetricAlarm): Finding => {
  const [says = '', ...lines] = AlarmDescription.split('\n');
  const runbook = lines.find((line) => line.startsWith('What to do: '));
  const since = StateUpdatedTimestamp
    ? ` for ${durationOf(Date.now() - StateUpdatedTimestamp.getTime())}`
    : '';
  return problem(
    `${AlarmName} has been ringing${since}. ${says}`,
    runbook?.slice('What to do: '.length),
  );
};

/** Every alarm that was deployed is there, can ring, and is silent. */
export const alarms: Check = {
  name: 'alarms',
  after: ['credentials', 'stacks'],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const wanted = await stage.resources(stage.names.serviceStack, 'AWS::CloudWatch::Alarm');
    const found = await stage.alarms();
    const missing = wanted.filter((name) => !found.some(({ AlarmName }) => AlarmName === name));
    const mute = found.filter(({ ActionsEnabled }) => ActionsEnabled === false);
    const deaf = found.filter(({ AlarmActions = [] }) => AlarmActions.length === 0);
    const namesOf = (some: readonly MetricAlarm[]): string =>
      some.map(({ AlarmName }) => AlarmName).join(' ');
    const problems = [
      ...(wanted.length === 0 ? [problem('The stage has no alarms.', remake(stage))] : []),
      ...(missing.length === 0
        ? []
        : [problem(`Deployed, but not there any more: ${missing.join(', ')}.`, remake(stage))]),
      ...(mute.length === 0
        ? []
        : [
            problem(
              `${counted(mute.length, 'alarm')} cannot ring, because the actions are disabled.`,
              `aws cloudwatch enable-alarm-actions --alarm-names ${mute.map(({ AlarmName = '' }) => quoted(AlarmName)).join(' ')}${stage.awsFlags}`,
            ),
          ]),
      ...(deaf.length === 0
        ? []
        : [problem(`Nobody is told by ${namesOf(deaf)}: without actions.`, remake(stage))]),
      ...found.filter(({ StateValue }) => StateValue === 'ALARM').map(ringing),
    ];
    if (problems.length > 0) return problems;
    return [ok(`${counted(found.length, 'alarm')} can ring, and none does.`)];
  },
};

/** Somebody is told when an alarm rings. */
export const subscriber: Check = {
  name: 'subscriber',
  after: ['credentials', 'stacks'],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const topics = await stage.resources(stage.names.serviceStack, 'AWS::SNS::Topic');
    const topic = topics.find((arn) => arn.endsWith(`:${stage.names.alarms}`));
    if (topic === undefined) return [problem('The stage has no topic of alarms.', remake(stage))];
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
          `No alarm reaches anybody: ${waiting} has not confirmed the subscription. Open the mail of AWS and follow its link; if it is gone, have it sent again:`,
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
        'No alarm reaches anybody: its topic has no subscriber. Set alarms.email of the stage in cdk.json, and deploy:',
        cdkLine(['deploy', '--all'], stage.pipeline),
      ),
    ];
  },
};
