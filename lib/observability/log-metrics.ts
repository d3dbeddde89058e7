import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * What no service measures: log lines, by CloudWatch's pattern for JSON. Such a metric is charged for
 * the hours in which there is a line, so those that count trouble cost nothing while there is none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const lines = {
  quarantined: { pattern: '{ $.message = "quarantined" }', value: '1' },
  // The third receive comes five and a half minutes after the first: this is no hiccup.
  'failed again': { pattern: '{ $.message = "failed" && $.receives >= 3 }', value: '1' },
  // A line is a sample, and has the number of requests that it counts.
  'signature wrong': {
    pattern: '{ $.message = "refused" && $.cause = "signature wrong" }',
    value: '$.refused',
  },
  // Charged for each hour with an event: $0.30 a month. API Gateway's own count has heartbeats in it.
  accepted: { pattern: '{ $.message = "accepted" }', value: '1' },
  // Five minutes, by which the archive too calls an event stale.
  stale: {
    pattern:
      '{ ($.message = "accepted" && $.lag > 300000) || ($.message = "refused" && $.cause = "stale") }',
    value: '1',
  },
  // The function's own mark: the sender's clock was over five minutes ahead of ours.
  future: { pattern: '{ $.message = "accepted" && $.timing = "future" }', value: '1' },
  'not allowed': {
    pattern:
      '{ ($.message = "refused" && $.cause = "source not allowed") || ($.message = "refused" && $.cause = "label not allowed") }',
    value: '$.refused',
  },
  // Of the access log, all of whose values are texts.
  throttled: { pattern: '{ $.status = "429" }', value: '1' },
  // Of the line of a batch.
  unrecognized: {
    pattern: '{ $.message = "batch" && $.unrecognized > 0 }',
    value: '$.unrecognized',
  },
  // A new field is no trouble: it stays in the archive, and every record is as it was.
  drift: {
    pattern:
      '{ ($.message = "drift" && $.sort = "form") || ($.message = "drift" && $.sort = "word") }',
    value: '1',
  },
  // Written before it is noted what was checked: a run that is killed counts twice rather than never.
  breaches: { pattern: '{ $.message = "breaches" }', value: '$.breaches' },
  overdue: { pattern: '{ $.message = "overdue" }', value: '$.records' },
  'too large': { pattern: '{ $.message = "too large" }', value: '1' },
} as const;

interface LineMetric {
  readonly line: keyof typeof lines;
  readonly logGroup: ILogGroup;
  /** Whose lines: those of a function, by its name, or of several that are counted together. */
  readonly service: string;
  readonly namespace: string;
}

/** Makes a metric of a service's log lines. Gives back how many there were in five minutes. */
export const lineMetric = (
  scope: Construct,
  id: string,
  { line, logGroup, service, namespace }: LineMetric,
): Metric =>
  new MetricFilter(scope, id, {
    logGroup,
    metricNamespace: namespace,
    metricName: `${line} (${service})`,
    filterPattern: FilterPattern.literal(lines[line].pattern),
    metricValue: lines[line].value,
  }).metric({ statistic: Stats.SUM, period: Duration.minutes(5) });
