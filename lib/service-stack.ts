import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { DomainConsumer } from './domain-consumer.ts';
import { constructId } from './names.ts';
import { Operations } from './operations.ts';
import type { Pipeline } from './pipeline.ts';
import { projectionsOf } from './projection-code.ts';
import { projectionOutputs } from './projections.ts';
import { WebhookIngress } from './webhook-ingress.ts';

/** What can be rebuilt at will: the HTTP API, the functions with their logs, alarms and dashboard. */
export class ServiceStack extends Stack {
  constructor(app: App, { stage, domains, unrouted }: Pipeline) {
    super(app, stage.names.serviceStack, {
      description: `Airwallex webhooks (${stage.name}): HTTP API, functions and alarms`,
    });
    const receivers = [...domains, unrouted];
    const ingress = new WebhookIngress(this, 'Ingress', { stage, receivers });
    const consumers = receivers.map((domain) => ({
      domain,
      logGroup: new DomainConsumer(this, constructId(domain.name), {
        stage,
        domain,
        keepsState: domain !== unrouted,
      }).logGroup,
    }));
    new Operations(this, 'Operations', { stage, domains, unrouted, ingress, consumers });
    new CfnOutput(this, 'WebhookUrl', { value: ingress.url });
    // So that the tool does not write rows by other code than what runs.
    for (const [name, value] of Object.entries(projectionOutputs(projectionsOf(domains))))
      new CfnOutput(this, name, { value });
  }
}
