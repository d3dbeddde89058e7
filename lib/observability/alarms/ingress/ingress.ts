import { MathExpression, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { WebhookIngress } from '../../../constructs/webhook-ingress.ts';
import { INGRESS } from '../../../names.ts';
import type { StageSettings } from '../../../stages.ts';
import { functionLink, logsLink, queueLink } from '../../console-links.ts';
import { lineMetric } from '../../log-metrics.ts';
import { apiMetric, perHour, queueMetric } from '../../metrics.ts';
import { type AlarmDefinition, atOnce } from '../definition.ts';
import { functionAlarm } from '../function.ts';
import { requestAlarms } from './requests.ts';

const everything =
  'Events of every domain are late, and lost once Airwallex has tried for three days.';

/**
 * The alarms of the public door.
 * @param unrouted names the domain of what belongs to no other.
 */
export const ingressAlarms = (
  scope: Construct,
  ingress: WebhookIngress,
  unrouted: string,
  stage: StageSettings,
): AlarmDefinition[] => {
  const { apiId, logGroup } = ingress;
  const { names, alarms } = stage;
  const logs = logsLink(names.functionLogs(INGRESS));
  const metricOf = (
    line: 'accepted' | 'signature wrong' | 'not allowed' | 'stale' | 'future' | 'too large',
    id: string,
  ) => lineMetric(scope, id, { line, logGroup, service: INGRESS, namespace: names.metrics });
  const common = { links: [logs], datapoints: atOnce, missing: TreatMissingData.NOT_BREACHING };
  return [
    {
      ...common,
      name: 'ingress-5xx',
      section: 'The ingress answers 5xx',
      summary:
        'Airwallex is answered 5xx: nothing durable takes its events, or no signing secret is live.',
      impact: everything,
      links: [logs, logsLink(names.accessLogs)],
      metric: apiMetric(apiId, '5xx'),
      threshold: 0,
      // Airwallex tries again by itself: one failure heals, a second within half an hour does not.
      datapoints: { toAlarm: 2, of: 6 },
    },
    functionAlarm(INGRESS, everything, names),
    ...requestAlarms(scope, ingress, stage),
    {
      ...common,
      name: 'ingress-signatures',
      section: 'Signatures are wrong',
      summary: `More than ${alarms.wrongSignatures} requests in five minutes had a well-formed signature that no live secret verifies.`,
      impact: 'If they are of Airwallex, their events are lost after three days; else nothing.',
      metric: metricOf('signature wrong', 'SignatureWrong'),
      threshold: alarms.wrongSignatures,
    },
    {
      ...common,
      name: 'ingress-not-allowed',
      section: 'Requests are not allowed',
      summary: `More than ${alarms.notAllowedRequests} requests in an hour came from an address that is not listed, or were signed by a secret that may not sign such an event.`,
      impact: 'If they are genuine, their events are lost after three days; else nothing.',
      metric: metricOf('not allowed', 'NotAllowed').with(perHour),
      threshold: alarms.notAllowedRequests,
    },
    {
      ...common,
      name: 'ingress-stale',
      section: 'Signed events are stale',
      summary: `More than ${alarms.staleEvents} authentic events in an hour were sent over five minutes before they arrived.`,
      impact: 'They are late, and refused for good where the stage rejects stale events.',
      metric: metricOf('stale', 'Stale').with(perHour),
      threshold: alarms.staleEvents,
    },
    {
      ...common,
      name: 'ingress-future',
      section: 'Signed events are future-dated',
      summary: 'Authentic events state that they were sent over five minutes after they arrived.',
      impact: 'Their order: a time ahead of our clock counts as unknown, below every known one.',
      metric: metricOf('future', 'Future'),
      threshold: 0,
    },
    {
      ...common,
      name: 'ingress-too-large',
      section: 'An event is too large',
      summary: 'An authentic event was answered 413: no queue can hold it.',
      impact: 'This event, once Airwallex has tried for three days.',
      metric: metricOf('too large', 'TooLarge'),
      threshold: 0,
    },
    {
      ...common,
      name: 'ingress-unrouted',
      section: 'Events go unrouted',
      summary: `More than ${alarms.unroutedEvents} events in an hour belong to no domain here. They are archived and set no record.`,
      impact: 'Nothing, unless somebody waits for what they report; they are paid for.',
      links: [functionLink(names.function(unrouted)), queueLink(names.queue(unrouted))],
      metric: queueMetric(names.queue(unrouted), 'NumberOfMessagesSent').with(perHour),
      threshold: alarms.unroutedEvents,
    },
    ...silence(() => metricOf('accepted', 'Accepted'), alarms.silenceHours).map((silent) => ({
      ...common,
      ...silent,
      name: 'ingress-silence',
      section: 'Nothing arrives',
      summary: `No event was accepted for ${alarms.silenceHours} hours.`,
      impact: 'All that happened since: events of every domain, if Airwallex has any to send.',
      links: [logs, logsLink(names.accessLogs)],
    })),
  ];
};

/**
 * When silence fires the alarm, where the stage has it. Lines are counted and not requests: a heartbeat is no
 * sign of life of Airwallex.
 */
const silence = (accepted: () => Metric, hours: number | undefined) =>
  hours === undefined
    ? []
    : [
        {
          metric: new MathExpression({
            label: 'silent',
            expression: 'IF(accepted > 0, 0, 1)',
            usingMetrics: { accepted: accepted().with(perHour) },
            ...perHour,
          }),
          threshold: 0,
          datapoints: { toAlarm: hours, of: hours },
          // Without lines there is no metric at all.
          missing: TreatMissingData.BREACHING,
        },
      ];
