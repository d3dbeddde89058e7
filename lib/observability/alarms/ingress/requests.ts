import { Duration } from 'aws-cdk-lib';
import { MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { WebhookIngress } from '../../../constructs/webhook-ingress.ts';
import { INGRESS } from '../../../names.ts';
import type { StageSettings } from '../../../stages.ts';
import { logsLink } from '../../console-links.ts';
import { lineMetric } from '../../log-metrics.ts';
import { apiMetric } from '../../metrics.ts';
import type { AlarmDefinition } from '../definition.ts';

const perMinute = { period: Duration.minutes(1) };

/** Of the stage's throttle, in hundredths. */
const NEAR = 80;

/**
 * The alarms of what API Gateway measures and logs of all requests, also of those that the function never
 * gets. It may neither measure nor log a flood of 429, hence the alarm before there is any.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-monitor.html
 */
export const requestAlarms = (
  scope: Construct,
  { apiId, accessLogs }: WebhookIngress,
  { names, alarms, throttle }: StageSettings,
): AlarmDefinition[] => {
  const common = {
    links: [logsLink(names.accessLogs), logsLink(names.functionLogs(INGRESS))],
    missing: TreatMissingData.NOT_BREACHING,
  };
  return [
    {
      ...common,
      name: 'ingress-refused',
      section: 'Requests are refused',
      summary: `Over ${alarms.refusedPercent} % of the requests, and more than ${alarms.refusedRequests}, were answered 4xx in five minutes, twice in a row.`,
      impact:
        'If Airwallex sent them, their events are lost after three days; else what requests cost.',
      metric: new MathExpression({
        label: 'refused (%)',
        expression: `IF(refused > ${alarms.refusedRequests}, 100 * refused / count, 0)`,
        usingMetrics: { refused: apiMetric(apiId, '4xx'), count: apiMetric(apiId, 'Count') },
        period: Duration.minutes(5),
      }),
      threshold: alarms.refusedPercent,
      datapoints: { toAlarm: 2, of: 2 },
    },
    {
      ...common,
      name: 'ingress-throttled',
      section: 'Requests are throttled',
      summary: `API Gateway answered 429: more than ${throttle.rateLimit} requests a second came, or more than ${throttle.burstLimit} at once.`,
      impact: 'Events of every domain are late, and lost if it goes on for three days.',
      metric: lineMetric(scope, 'Throttled', {
        line: 'throttled',
        logGroup: accessLogs,
        service: 'api',
        namespace: names.metrics,
      }),
      threshold: 0,
      // Airwallex tries again by itself, as after 5xx.
      datapoints: { toAlarm: 2, of: 6 },
    },
    {
      ...common,
      name: 'ingress-near-throttle',
      section: 'Requests come near the throttle',
      summary: `For three minutes there were more than ${NEAR} % of the ${throttle.rateLimit} requests a second that the stage allows.`,
      impact: 'Nothing yet. Beyond the limit genuine events are answered 429, as all others.',
      metric: apiMetric(apiId, 'Count').with(perMinute),
      threshold: (throttle.rateLimit * perMinute.period.toSeconds() * NEAR) / 100,
      datapoints: { toAlarm: 3, of: 3 },
    },
  ];
};
