import type { Resource } from '../../../bin/local/cloud/assembly.ts';
import { assumptions, prices } from './prices.ts';

/** What a stage costs in a month in which nothing happens. */
export interface MonthlyLine {
  readonly what: string;
  readonly count: number;
  /** US dollars a month. */
  readonly dollars: number;
}

const SECONDS_IN_MONTH = 30 * 86_400;

/** Counts what is paid by the month in the templates. */
export const monthlyBill = (resources: readonly Resource[]): readonly MonthlyLine[] => {
  const count = (type: string): number =>
    resources.filter((resource) => resource.type === type).length;
  const line = (what: string, amount: number, price: number): MonthlyLine => ({
    what,
    count: amount,
    dollars: amount * price,
  });
  const { pollers, seconds } = assumptions.idlePolls;
  const polls = count('AWS::Lambda::EventSourceMapping') * pollers * (SECONDS_IN_MONTH / seconds);
  return [
    line('SQS, waiting for messages', polls, prices.sqsRequest),
    line('alarms', count('AWS::CloudWatch::Alarm'), prices.monthly.alarm),
    line('metrics of log lines', count('AWS::Logs::MetricFilter'), prices.monthly.metric),
    line('dashboard', count('AWS::CloudWatch::Dashboard'), prices.monthly.dashboard),
    line('signing secret', count('AWS::SecretsManager::Secret'), prices.monthly.secret),
  ];
};
