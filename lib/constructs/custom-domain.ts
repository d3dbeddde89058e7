import { CfnOutput } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  type HttpApi,
  type HttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { domainTargetOutput } from '../names.ts';
import type { StageSettings } from '../stages.ts';

interface CustomDomainProps {
  readonly stage: StageSettings;
  readonly domain: NonNullable<StageSettings['domain']>;
  readonly api: HttpApi;
  readonly apiStage: HttpStage;
}

/**
 * A domain for the API, whose address then outlives it. Its DNS record is not ours to make: the zone may
 * be of another account.
 */
export class CustomDomain extends Construct {
  constructor(scope: Construct, id: string, { stage, domain, api, apiStage }: CustomDomainProps) {
    super(scope, id);
    const domainName = new DomainName(this, 'Name', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    // The DNS record points to what AWS calls it.
    domainName.applyRemovalPolicy(stage.removalPolicy);
    // At its root: the function gets the same path as without a domain.
    new ApiMapping(this, 'Mapping', { api, domainName, stage: apiStage });
    new CfnOutput(this, 'Target', {
      description: `What the DNS record of ${domain.name} must point to (a CNAME, or an alias)`,
      value: domainName.regionalDomainName,
    }).overrideLogicalId(domainTargetOutput);
    new CfnOutput(this, 'TargetZone', {
      description: 'The hosted zone of that target, which an alias in Route 53 asks for',
      value: domainName.regionalHostedZoneId,
    }).overrideLogicalId(`${domainTargetOutput}Zone`);
  }
}
