import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { Domain } from '../functions/shared/domain.ts';
import { DomainConsumer } from './domain-consumer.ts';
import type { StageSettings } from './stages.ts';
import { WebhookIngress } from './webhook-ingress.ts';

interface ServiceStackProps {
  readonly stage: StageSettings;
  readonly domains: readonly Domain[];
  readonly unrouted: Domain;
}

/** What can be rebuilt at will: the HTTP API, the functions and their logs. */
export class ServiceStack extends Stack {
  constructor(app: App, { stage, domains, unrouted }: ServiceStackProps) {
    super(app, stage.names.serviceStack, {
      stackName: stage.names.serviceStack,
      description: `Airwallex webhooks (${stage.name}): HTTP API and functions`,
    });
    const receivers = [...domains, unrouted];
    const ingress = new WebhookIngress(this, 'Ingress', { stage, receivers });
    for (const domain of receivers) {
      const keepsState = domain !== unrouted;
      new DomainConsumer(this, domain.name, { stage, domain, keepsState });
    }
    new CfnOutput(this, 'WebhookUrl', { value: ingress.url });
  }
}
