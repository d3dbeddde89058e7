import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../functions/shared/domain.ts';
import type { Publisher } from '../constructs/changes/publisher.ts';
import type { ReactionFunction } from '../constructs/changes/reaction-function.ts';
import type { OverduePass } from '../constructs/overdue-pass.ts';
import type { WebhookIngress } from '../constructs/webhook-ingress.ts';
import type { Pipeline } from '../registry.ts';
import { Alarms } from './alarms/alarms.ts';
import { changeAlarms } from './alarms/changes.ts';
import { ingressAlarms } from './alarms/ingress.ts';
import { overdueAlarms } from './alarms/overdue.ts';
import { reactionAlarms } from './alarms/reaction.ts';
import { receiverAlarms } from './alarms/receiver.ts';
import { tableAlarm } from './alarms/table.ts';
import { StageDashboard } from './dashboard.ts';
import { SavedQueries } from './saved-queries.ts';

interface ObservabilityProps extends Pipeline {
  readonly ingress: WebhookIngress;
  /** The hourly pass, where the stage has one. */
  readonly overdue: OverduePass | undefined;
  /** What publishes changes of records, where the stage does. */
  readonly publisher: Publisher | undefined;
  /** What runs each reaction to them. */
  readonly reacting: readonly ReactionFunction[];
  /** What takes each domain's events, and where it logs. */
  readonly consumers: readonly { readonly domain: Domain; readonly logGroup: ILogGroup }[];
}

/** How a person learns that the stage needs one, and sees what it does. */
export class Observability extends Construct {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    const { stage, domains, unrouted, reactions, ingress, overdue, consumers } = props;
    const { publisher, reacting } = props;
    const { names } = stage;
    const { all: alarms } = new Alarms(this, 'Alarms', {
      stage,
      definitions: [
        ...ingressAlarms(this, ingress, unrouted.name, stage),
        tableAlarm('events', names.eventsTable, 'No event is archived, so none has any effect.'),
        ...domains.map(({ name, errorImpact }) =>
          tableAlarm(name, names.stateTable(name), errorImpact),
        ),
        ...consumers.flatMap(({ domain, logGroup }) =>
          receiverAlarms(this, domain, logGroup, stage),
        ),
        ...(overdue ? overdueAlarms(this, overdue.logGroup, stage) : []),
        ...(publisher ? changeAlarms(stage) : []),
        ...reactions.flatMap((reaction) => reactionAlarms(reaction, stage)),
      ],
    });
    new SavedQueries(this, 'Queries', {
      stage,
      logGroups: [
        ingress,
        ...consumers,
        ...(overdue ? [overdue] : []),
        ...(publisher ? [publisher] : []),
        ...reacting,
      ].map(({ logGroup }) => logGroup),
    });
    new StageDashboard(this, 'Dashboard', {
      names,
      apiId: ingress.apiId,
      alarms,
      hasOverdue: overdue !== undefined,
      hasChanges: publisher !== undefined,
      reactions: reactions.map(({ name }) => name),
      domains: domains.map(({ name }) => name),
      receivers: consumers.map(({ domain }) => domain.name),
    });
  }
}
