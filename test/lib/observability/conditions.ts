import type { Template } from 'aws-cdk-lib/assertions';
import { plain } from '../synthesized.ts';

/* The alarms of a template of the stage `prod`, as lines and texts that people can compare. */

interface Watched {
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Value: unknown }[];
}

interface Metric extends Watched {
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: Watched;
    readonly Stat: string;
    readonly Period: number;
  };
}

interface Alarm extends Metric {
  readonly AlarmName: string;
  readonly AlarmDescription: unknown;
  readonly AlarmActions: unknown;
  readonly OKActions: unknown;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly DatapointsToAlarm: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  readonly Statistic?: string;
  readonly Period?: number;
  readonly Metrics?: readonly Metric[];
}

/** The alarms of a template. */
export const alarmsOf = (template: Template): Alarm[] =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );

const watched = (stat: string | undefined, { MetricName, Dimensions = [] }: Watched): string => {
  const dimensions = Dimensions.map(({ Value }) => plain(Value)).join(' ');
  return [stat, MetricName, dimensions && `(${dimensions})`].filter(Boolean).join(' ');
};

/** The condition of an alarm and the sentence that it begins with, as a line. */
export const conditionOf = (alarm: Alarm): string => {
  const { Metrics = [], Statistic, Period, Threshold } = alarm;
  const [expression] = Metrics.filter(({ ReturnData }) => ReturnData);
  const stats = Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat] : []));
  const value = expression
    ? `${expression.Expression} of ${stats.map(({ Metric, Stat }) => watched(Stat, Metric)).join(', ')}`
    : watched(Statistic, alarm);
  const periods = new Set([Period, ...stats.map((stat) => stat.Period)].filter(Boolean));
  expect(alarm.ComparisonOperator).toBe('GreaterThanThreshold');
  return [
    `${alarm.AlarmName.replace('airwallex-webhooks-prod-', '')}: ${value} > ${Threshold}`,
    `${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods} x ${[...periods].join()} s`,
    `missing ${alarm.TreatMissingData}`,
    plain(alarm.AlarmDescription).split('\n')[0],
  ].join(' | ');
};

/** The text that a person reads, with the longest values that AWS fills in. */
export const alarmText = (alarm: Alarm | undefined): string =>
  plain(alarm?.AlarmDescription)
    .replaceAll('<AWS::Region>', 'ap-southeast-1')
    .replaceAll('<AWS::AccountId>', '123456789012')
    .replaceAll('<AWS::URLSuffix>', 'amazonaws.com');

/** What has happened, what is lost, what to do and where to look. */
export const completeText =
  /^.+\.\nWhat is lost meanwhile: .+\.\nWhat to do: lib\/RUNBOOK\.md#[a-z0-9-]+\n(\w+: https:\/\/ap-southeast-1\.console\.aws\.amazon\.com\/\S+(\n|$))+$/;
