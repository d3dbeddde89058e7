import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import type { StageSettings } from '../../stages.ts';
import type { WebhookIngress } from '../webhook-ingress.ts';
import { AUDIT, AuditPass } from './audit-pass.ts';
import { HEARTBEAT, Heartbeat } from './heartbeat.ts';

interface HourlyChecksProps {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  readonly unrouted: Domain;
  readonly ingress: WebhookIngress;
}

/** What checks the stage every hour. */
export class HourlyChecks extends Construct {
  readonly audit: AuditPass;
  /** A stage that lists who may send has none: the address of its function is not on the list. */
  readonly heartbeat: Heartbeat | undefined;
  readonly logGroups: readonly LogGroup[];
  /** Of its functions. */
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: HourlyChecksProps) {
    super(scope, id);
    const { stage, domains, unrouted, ingress } = props;
    const ingressLogs = ingress.logGroup;
    this.audit = new AuditPass(this, 'Audit', { stage, domains, unrouted, ingressLogs });
    this.heartbeat =
      stage.allowedSources === undefined
        ? new Heartbeat(this, 'Heartbeat', { stage, url: ingress.url })
        : undefined;
    this.logGroups = [this.audit, ...(this.heartbeat ? [this.heartbeat] : [])].map(
      ({ logGroup }) => logGroup,
    );
    this.names = [AUDIT, ...(this.heartbeat ? [HEARTBEAT] : [])];
  }
}
