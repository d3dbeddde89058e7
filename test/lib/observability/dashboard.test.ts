import { domains, unrouted } from '../../../functions/domains.ts';
import { pipelineOf, plain, propertiesOf, reactingWith, templatesOf } from '../synthesized.ts';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title: string;
    readonly metrics?: unknown;
    readonly query?: string;
    readonly alarms?: readonly string[];
  };
}

const { service } = templatesOf(pipelineOf('prod'));
const { service: changing } = templatesOf(reactingWith({}, 'prod'));
const valuesOf = (type: string, template = service) => propertiesOf(template, type);

/** The widgets of a dashboard by their titles. */
const widgetsOf = ({ DashboardBody }: { DashboardBody: unknown }) => {
  const { widgets }: { widgets: Widget[] } = JSON.parse(plain(DashboardBody));
  return new Map(widgets.map(({ properties }) => [properties.title, properties]));
};

const [dashboard, ...others] = valuesOf('AWS::CloudWatch::Dashboard');
const shown = widgetsOf(dashboard);
const receivers = [...domains, unrouted].map(({ name }) => name);
const prefix = 'airwallex-webhooks-prod';

/** A graph as a line: its metrics, each once, or its log query. */
const contentOf = ({ title, metrics, query }: Widget['properties']): readonly string[] => {
  if (query !== undefined) return [`${title}: ${query.replaceAll(/SOURCE '[^']+' \| /g, '')}`];
  if (!Array.isArray(metrics)) return [];
  const drawn = metrics.map((parts) => {
    const { stat, expression } = parts.at(-1);
    return expression ?? `${stat} ${parts[0]} ${parts[1]}`;
  });
  return [`${title}: ${[...new Set(drawn)].join(', ')}`];
};

describe('the dashboard', () => {
  it('shows these metrics and log queries', () => {
    const lines = [...shown.values()].flatMap(contentOf);
    expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
"
Requests: Sum AWS/ApiGateway Count, FILL(count, 0) - FILL(refused, 0) - FILL(failed, 0), Sum AWS/ApiGateway 4xx, Sum AWS/ApiGateway 5xx
Time to answer (ms): p50 AWS/ApiGateway Latency, p99 AWS/ApiGateway Latency
Lag from sending to receiving (ms): filter message = "accepted"
| stats pct(lag, 50) as p50, pct(lag, 99) as p99 by bin(5m)
Outcomes by domain: filter message = "batch"
| stats sum(accepted) as applied, sum(repeated) as repeats, sum(unrecognized) as unknownNames, sum(unrouted) as otherProducts, sum(quarantined) as unprojectable, sum(failed) as failures by domain
Refusals by cause: filter message = "refused"
| stats sum(refused) as requests, latest(@timestamp) as last by cause, likely
| sort requests desc
Errors and throttles of functions: Sum AWS/Lambda Errors, Sum AWS/Lambda Throttles
Oldest event in a queue (s): Maximum AWS/SQS ApproximateAgeOfOldestMessage
Events waiting: Maximum AWS/SQS ApproximateNumberOfMessagesVisible
Events on dead-letter queues: Maximum AWS/SQS ApproximateNumberOfMessagesVisible
Overdue records by kind: filter message = "overdue"
| stats sum(records) as overdue, latest(@timestamp) as last by kind, status
| sort overdue desc
The pass over overdue records: Sum AWS/Lambda Invocations, Sum AWS/Lambda Errors
What audits checked: fields @timestamp, message, part, events, accepted, lost, records, explained, breaches
| filter message in ["audited", "breaches"]
| sort @timestamp desc
Hourly checks: Sum AWS/Lambda Invocations, Sum AWS/Lambda Errors
Write units: Sum AWS/DynamoDB ConsumedWriteCapacityUnits
Invocations: Sum AWS/Lambda Invocations
Bytes of logs: Sum AWS/Logs IncomingBytes
"
`);
  });

  it('is one, and shows every alarm and these graphs', () => {
    expect(others).toEqual([]);
    expect(plain(dashboard.DashboardName)).toBe(`${prefix}-dashboard-<AWS::Region>`);
    expect([...shown.keys()]).toEqual([
      'Alarms',
      'Requests',
      'Time to answer (ms)',
      'Lag from sending to receiving (ms)',
      'Outcomes by domain',
      'Refusals by cause',
      'Errors and throttles of functions',
      'Oldest event in a queue (s)',
      'Events waiting',
      'Events on dead-letter queues',
      'Overdue records by kind',
      'The pass over overdue records',
      'What audits checked',
      'Hourly checks',
      'Write units',
      'Invocations',
      'Bytes of logs',
    ]);
    const alarms = Object.keys(service.findResources('AWS::CloudWatch::Alarm'));
    expect(shown.get('Alarms')?.alarms).toEqual(alarms.map((id) => `<${id}.Arn>`));
  });

  it.each(receivers)('shows the queues, the function and the outcomes of %s', (name) => {
    const text = (title: string) => JSON.stringify(shown.get(title));
    for (const title of ['Oldest event in a queue (s)', 'Events waiting', 'Invocations'])
      expect(text(title)).toContain(`"${prefix}-${name}"`);
    expect(text('Events on dead-letter queues')).toContain(`"${prefix}-${name}-dead-letters"`);
    expect(text('Outcomes by domain')).toContain(`'/aws/lambda/${prefix}-${name}'`);
    expect(text('Bytes of logs')).toContain(`"/aws/lambda/${prefix}-${name}"`);
  });
});

it('the dashboard of a stage with changes shows besides how they are published, and a row for each reaction', () => {
  const [all] = valuesOf('AWS::CloudWatch::Dashboard', changing);
  const lines = [...widgetsOf(all).values()].filter(({ title }) => !shown.has(title));
  expect(`\n${lines.flatMap(contentOf).join('\n')}\n`).toMatchInlineSnapshot(`
"
Changes: Sum AWS/SNS NumberOfMessagesPublished, Sum AWS/SNS NumberOfNotificationsFailed
Oldest write in a stream (ms): Maximum AWS/Lambda IteratorAge
Changes that could not be published: Maximum AWS/SQS ApproximateNumberOfMessagesVisible
release-order: oldest change (s): Maximum AWS/SQS ApproximateAgeOfOldestMessage
release-order: handled and failed: filter message = "reacted"
| stats sum(handled) as handled, sum(repeated) as repeats, sum(stale) as outdated, sum(later) as putOff, sum(waiting) as waited, sum(failed) as failures by bin(1h)
release-order: dead letters: Maximum AWS/SQS ApproximateNumberOfMessagesVisible
"
`);
});

describe('the saved queries', () => {
  it('search the logs of what publishes changes and of reactions too, where a stage has them', () => {
    const groups = valuesOf('AWS::Lambda::Function', changing).map(
      ({ LoggingConfig }) => LoggingConfig.LogGroup,
    );
    for (const { LogGroupNames } of valuesOf('AWS::Logs::QueryDefinition', changing))
      expect(LogGroupNames).toEqual(groups);
  });

  it('are named after the stage, and search the logs of every function', () => {
    const groups = valuesOf('AWS::Lambda::Function').map(
      ({ LoggingConfig }) => LoggingConfig.LogGroup,
    );
    const queries = valuesOf('AWS::Logs::QueryDefinition');
    expect(queries.map(({ Name }) => Name)).toEqual([
      `${prefix}/everything about this event id`,
      `${prefix}/this object, by its events' ids`,
      `${prefix}/refusals by cause`,
      `${prefix}/failures by cause`,
      `${prefix}/what no schema knows`,
    ]);
    for (const { LogGroupNames } of queries) expect(LogGroupNames).toEqual(groups);
  });

  it('are these', () => {
    const asked = valuesOf('AWS::Logs::QueryDefinition').map(({ QueryString }) => QueryString);
    expect(`\n${asked.join('\n\n')}\n`).toMatchInlineSnapshot(`
"
fields @timestamp, service, message, eventId, requestId, event, error, receives
| filter eventId = "<event id>" or @message like "<requestId of its accepted line>"
| sort @timestamp asc

fields @timestamp, service, message, eventId, event, account, requestId
| filter eventId in ["<event id>", "<event id>"]
| sort @timestamp asc

filter message = "refused"
| stats sum(refused) as requests, latest(@timestamp) as last by cause, likely
| sort requests desc

filter level in ["ERROR", "FATAL"] or record.status in ["failure", "error", "timeout"]
| stats count(*) as lines, latest(requestId) as lastRequest by service, message, error, cause, where, record.status
| sort lines desc

filter message = "drift"
| stats count(*) as reports by name, apiVersion, path, \`sort\`, found
| sort reports desc
"
`);
  });
});
