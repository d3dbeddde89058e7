import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { DomainConsumer } from './domain-consumer.ts';
import { constructId } from './names.ts';
import type { Pipeline } from './pipeline.ts';
import { WebhookIngress } from './webhook-ingress.ts';

/** What can be rebuilt at will: the HTTP API, the functions and their logs. */
export class ServiceStack extends Stack {
  constructor(app: App, { stage, domains, unrouted }: Pipeline) {
    super(app, stage.names.serviceStack, {
      description: `Airwallex webhooks (${stage.name}): HTTP API and functions`,
    });
    const ingress = new WebhookIngress(this, 'Ingress', {
      stage,
      receivers: [...domains, unrouted],
    });
    for (const domain of domains) {
      new DomainConsumer(this, constructId(domain.name), { stage, domain, keepsState: true });
    }
    new DomainConsumer(this, constructId(unrouted.name), {
      stage,
      domain: unrouted,
      keepsState: false,
    });
    new CfnOutput(this, 'WebhookUrl', { value: ingress.url });
  }
}
