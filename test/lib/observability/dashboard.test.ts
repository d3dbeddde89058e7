import { domains, unrouted } from '../../../functions/domains.ts';
import { pipelineOf, plain, templatesOf } from '../synthesized.ts';

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
const valuesOf = (type: string) =>
  Object.values(service.findResources(type)).map(({ Properties }) => Properties);

const [dashboard, ...others] = valuesOf('AWS::CloudWatch::Dashboard');
const { widgets }: { widgets: Widget[] } = JSON.parse(plain(dashboard.DashboardBody));
const shown = new Map(widgets.map(({ properties }) => [properties.title, properties]));
const receivers = [...domains, unrouted].map(({ name }) => name);
const prefix = 'airwallex-webhooks-prod';

describe('the dashboard', () => {
  it('is one, with every alarm and what a person looks for', () => {
    expect(others).toEqual([]);
    expect(dashboard.DashboardName).toBe(`${prefix}-dashboard`);
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
      'Write units',
      'Invocations',
      'Bytes of logs',
    ]);
    const alarms = Object.keys(service.findResources('AWS::CloudWatch::Alarm'));
    expect(shown.get('Alarms')?.alarms).toEqual(alarms.map((id) => `<${id}.Arn>`));
  });

  it.each(receivers)('has the queues, the function and the outcomes of %s', (name) => {
    const text = (title: string) => JSON.stringify(shown.get(title));
    for (const title of ['Oldest event in a queue (s)', 'Events waiting', 'Invocations'])
      expect(text(title)).toContain(`"${prefix}-${name}"`);
    expect(text('Events on dead-letter queues')).toContain(`"${prefix}-${name}-dead-letters"`);
    expect(text('Outcomes by domain')).toContain(`'/aws/lambda/${prefix}-${name}'`);
    expect(text('Bytes of logs')).toContain(`"/aws/lambda/${prefix}-${name}"`);
  });
});

describe('the saved queries', () => {
  it('are of the stage, and ask the logs of every function', () => {
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
});
