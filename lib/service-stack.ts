import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { hasRecords } from '../functions/shared/domain.ts';
import { OperatorRoles } from './constructs/access/operator-roles.ts';
import { RedriveRole } from './constructs/access/redrive-role.ts';
import { ChangesService } from './constructs/changes/changes-service.ts';
import { HourlyChecks } from './constructs/checks/hourly-checks.ts';
import { DomainConsumer } from './constructs/domain-consumer.ts';
import { OverduePass } from './constructs/overdue-pass.ts';
import { WebhookIngress } from './constructs/webhook-ingress.ts';
import { checksOutput, constructId, recordOutput, redriveRoleOutput } from './names.ts';
import { Observability } from './observability/observability.ts';
import { projectionsOf } from './projection-code.ts';
import { projectionOutputs } from './projections.ts';
import type { Pipeline } from './registry.ts';
import { placeOf } from './stages.ts';

/** What can be rebuilt at will, but for the API with its address and the log of the ingress: functions, alarms, dashboard. */
export class ServiceStack extends Stack {
  constructor(app: App, pipeline: Pipeline) {
    const { stage, domains, unrouted, reactions } = pipeline;
    super(app, stage.names.serviceStack, {
      ...placeOf(stage),
      description: `Airwallex webhooks (${stage.name}): HTTP API, functions and alarms`,
      terminationProtection: stage.isProtected,
    });
    const receivers = [...domains, unrouted];
    const ingress = new WebhookIngress(this, 'Ingress', { stage, receivers });
    const consumers = receivers.map((domain) => ({
      domain,
      logGroup: new DomainConsumer(this, constructId(domain.name), {
        stage,
        domain,
        keepsState: hasRecords(domain),
      }).logGroup,
    }));
    const redrive = new RedriveRole(this, 'Redrive', { stage, receivers });
    if (stage.operators)
      new OperatorRoles(this, 'Operators', {
        ...{ stage, domains, receivers, reactions },
        trust: stage.operators.trust,
      });
    const overdue = stage.overdue
      ? new OverduePass(this, 'Overdue', { stage, domains })
      : undefined;
    const checks = stage.hourlyChecks
      ? new HourlyChecks(this, 'Checks', { stage, domains, unrouted, ingress })
      : undefined;
    const changes = stage.changes
      ? new ChangesService(this, 'Changes', { stage, domains, reactions })
      : undefined;
    const observed = { ingress, overdue, checks, consumers, changes };
    new Observability(this, 'Operations', { ...pipeline, ...observed });
    new CfnOutput(this, 'WebhookUrl', { value: ingress.url });
    if (checks) new CfnOutput(this, checksOutput, { value: checks.names.join() });
    new CfnOutput(this, redriveRoleOutput, { value: redrive.roleArn });
    const { deployed, kmsKey = false } = stage;
    if (!deployed)
      new CfnOutput(this, recordOutput, {
        description: `What to add to context.stages.${stage.name} in cdk.json now that the stage is deployed`,
        value: `"deployed": ${JSON.stringify({ kmsKey })}`,
      });
    // So that the tool does not write records by other code than what runs.
    for (const [name, value] of Object.entries(projectionOutputs(projectionsOf(domains))))
      new CfnOutput(this, name, { value });
  }
}
