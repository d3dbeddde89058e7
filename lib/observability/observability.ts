import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../functions/shared/domain.ts';
import type { ChangesService } from '../constructs/changes/changes-service.ts';
import type { HourlyChecks } from '../constructs/checks/hourly-checks.ts';
import type { OverduePass } from '../constructs/overdue-pass.ts';
import type { WebhookIngress } from '../constructs/webhook-ingress.ts';
import type { Pipeline } from '../registry.ts';
import { Alarms } from './alarms/alarms.ts';
import { changeAlarms } from './alarms/changes.ts';
import { checkAlarms } from './alarms/checks.ts';
import { ingressAlarms } from './alarms/ingress/ingress.ts';
import { overdueAlarms } from './alarms/overdue.ts';
import { receiverAlarms } from './alarms/receiver.ts';
import { schemaAlarms } from './alarms/schemas.ts';
import { tableAlarm } from './alarms/table.ts';
import { StageDashboard } from './dashboard.ts';
import { SavedQueries } from './saved-queries.ts';

interface ObservabilityProps extends Pipeline {
  readonly ingress: WebhookIngress;
  /** The hourly pass, where the stage has one. */
  readonly overdue: OverduePass | undefined;
  /** What checks the stage every hour, where it has that. */
  readonly checks: HourlyChecks | undefined;
  /** What publishes changes of records and reacts to them, where the stage does. */
  readonly changes: ChangesService | undefined;
  /** What takes each domain's events, and where it logs. */
  readonly consumers: readonly { readonly domain: Domain; readonly logGroup: ILogGroup }[];
}

/** How a person learns that the stage needs one, and sees what it does. */
export class Observability extends Construct {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    const { stage, domains, unrouted, ingress, overdue, checks, consumers, changes } = props;
    const { names } = stage;
    const { all: alarms } = new Alarms(this, 'Alarms', {
      stage,
      definitions: [
        ...ingressAlarms(this, ingress, unrouted.name, stage),
        tableAlarm({
          name: 'events',
          tableName: names.eventsTable,
          // It is archived, its outcome is settled, and it is looked up whether it was erased.
          operations: ['PutItem', 'UpdateItem', 'Query'],
          impact: 'No event is archived, so none has any effect.',
        }),
        ...domains.map(({ name, errorImpact: impact }) =>
          tableAlarm({
            ...{ name, tableName: names.stateTable(name), operations: ['PutItem'], impact },
          }),
        ),
        ...consumers.flatMap(({ domain, logGroup }) =>
          receiverAlarms(this, domain, logGroup, stage),
        ),
        ...schemaAlarms(this, consumers, stage),
        ...(overdue ? overdueAlarms(this, overdue.logGroup, stage) : []),
        ...(checks ? checkAlarms(this, checks, stage) : []),
        ...(changes ? changeAlarms(this, changes, stage) : []),
      ],
    });
    new SavedQueries(this, 'Queries', {
      stage,
      logGroups: [ingress, ...consumers, ...(overdue ? [overdue] : [])]
        .map(({ logGroup }) => logGroup)
        .concat(checks?.logGroups ?? [], changes?.logGroups ?? []),
    });
    new StageDashboard(this, 'Dashboard', {
      names,
      apiId: ingress.apiId,
      alarms,
      hasOverdue: overdue !== undefined,
      checks: checks?.names,
      changes: changes?.reactions.map(({ reaction }) => reaction.name),
      domains: domains.map(({ name }) => name),
      receivers: consumers.map(({ domain }) => domain.name),
    });
  }
}
