import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../functions/shared/domain.ts';
import {
  checkEnvironmentNames,
  domainQueueUrl,
  environmentNames,
} from '../../functions/shared/environment.ts';
import { INGRESS } from '../names.ts';
import type { StageSettings } from '../stages.ts';
import { storedQueue, storedSecret } from './by-name.ts';
import { CustomDomain } from './custom-domain.ts';
import { useDataKey } from './encryption.ts';
import { StageLogGroup } from './log-group.ts';
import { WebhookFunction } from './webhook-function.ts';

interface WebhookIngressProps {
  readonly stage: StageSettings;
  /** Whose queues it may send to: every domain and `unrouted`. */
  readonly receivers: readonly Domain[];
}

/** The public door: an HTTP API before the function that verifies, routes and enqueues. */
export class WebhookIngress extends Construct {
  /** Where Airwallex posts to. */
  readonly url: string;
  readonly apiId: string;
  readonly logGroup: LogGroup;
  /** What API Gateway logs of each request. */
  readonly accessLogs: LogGroup;

  constructor(scope: Construct, id: string, { stage, receivers }: WebhookIngressProps) {
    super(scope, id);
    const ingress = new WebhookFunction(this, 'Ingress', {
      stage,
      name: INGRESS,
      description: 'Verifies Airwallex webhooks and puts them on the queue of their domain',
      memorySize: 512,
      timeoutSeconds: 10,
      reservedConcurrency: stage.reservedConcurrency,
      // What it accepted: a source apart from the archive, which audit compares with it.
      isEvidence: true,
    });
    const secrets = storedSecret(stage.names.signingSecrets);
    ingress.use(environmentNames.signingSecret, secrets, ['secretsmanager:GetSecretValue']);
    const ownSecrets = storedSecret(stage.names.ownSecrets);
    ingress.use(checkEnvironmentNames.ownSecrets, ownSecrets, ['secretsmanager:GetSecretValue']);
    for (const { name } of receivers) {
      const queue = storedQueue(stage.names.queue(name));
      ingress.use(domainQueueUrl(name), queue, ['sqs:SendMessage']);
    }
    useDataKey(ingress, stage, ['to send', 'to read secrets']);
    if (stage.allowedSources)
      ingress.lambda.addEnvironment(environmentNames.allowedSources, stage.allowedSources.join());
    ingress.lambda.addEnvironment(
      environmentNames.rejectStaleAfterSeconds,
      String(stage.rejectStaleAfterSeconds),
    );
    const { domain } = stage;
    const isDomainAlone = domain?.alsoExecuteApi === false;
    const api = new HttpApi(this, 'Api', {
      apiName: stage.names.api,
      description: 'Receives Airwallex webhooks',
      createDefaultStage: false,
      ...(isDomainAlone && { disableExecuteApiEndpoint: true }),
    });
    // Its id is in the address that Airwallex knows.
    api.applyRemovalPolicy(stage.removalPolicy);
    const routes = api.addRoutes({
      path: '/webhooks',
      // Any, so that the function's 405 shows a person with a browser what belongs here.
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Integration', ingress.lambda),
    });
    for (const route of routes) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: "Airwallex signs each request's body; the function verifies that before all else.",
      });
    }
    this.accessLogs = new StageLogGroup(this, 'AccessLogs', stage, stage.names.accessLogs);
    const apiStage = this.publish(api, stage);
    if (domain) new CustomDomain(this, 'Domain', { stage, domain, api, apiStage });
    this.apiId = api.apiId;
    this.logGroup = ingress.logGroup;
    this.url = `${domain ? `https://${domain.name}` : api.apiEndpoint}/webhooks`;
  }

  private publish(api: HttpApi, stage: StageSettings): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      throttle: stage.throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
  }
}

/** An access log's line: what happened, and nothing of the request's headers, body or sender. */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  functionLatency: '$context.integrationLatency',
  error: '$context.integrationErrorMessage',
};
