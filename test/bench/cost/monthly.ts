import * as v from 'valibot';
import type { Resource } from '../../../bin/local/cloud/assembly.ts';
import { assumptions, prices } from './prices.ts';

/** What a stage costs in a month in which nothing happens. */
export interface MonthlyLine {
  readonly what: string;
  readonly count: number;
  /** US dollars a month. */
  readonly dollars: number;
}

const HOURS_IN_MONTH = 30 * 24;
const SECONDS_IN_MONTH = HOURS_IN_MONTH * 3_600;

const alarm = v.looseObject({
  Metrics: v.optional(v.array(v.looseObject({ MetricStat: v.optional(v.unknown()) })), []),
});

/** How many metrics an alarm looks at: one, or those of its expression. */
const metricsOf = ({ properties }: Resource): number =>
  v.parse(alarm, properties).Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length ||
  1;

/**
 * Counts what is paid by the month in the templates. Metrics of log lines are not among it: they are
 * charged for the hours in which there is such a line.
 */
export const monthlyBill = (resources: readonly Resource[]): readonly MonthlyLine[] => {
  const all = (type: string) => resources.filter((resource) => resource.type === type);
  const count = (type: string): number => all(type).length;
  const line = (what: string, amount: number, price: number): MonthlyLine => ({
    what,
    count: amount,
    dollars: amount * price,
  });
  const { pollers, seconds } = assumptions.idlePolls;
  const polls = count('AWS::Lambda::EventSourceMapping') * pollers * (SECONDS_IN_MONTH / seconds);
  const { hourlyRuns } = assumptions;
  const run = hourlyRuns.seconds * hourlyRuns.gigabytes * prices.lambdaGigabyteSecond;
  const schedules = count('AWS::Scheduler::Schedule');
  const alarmed = all('AWS::CloudWatch::Alarm').reduce((sum, one) => sum + metricsOf(one), 0);
  return [
    line('SQS, waiting for messages', polls, prices.sqsRequest),
    line('functions that run every hour', schedules * HOURS_IN_MONTH, run),
    line('metrics of alarms', alarmed, prices.monthly.alarm),
    line("key of the alarms' topic", count('AWS::KMS::Key'), prices.monthly.key),
    line('dashboard', count('AWS::CloudWatch::Dashboard'), prices.monthly.dashboard),
    line('secrets', count('AWS::SecretsManager::Secret'), prices.monthly.secret),
  ];
};
