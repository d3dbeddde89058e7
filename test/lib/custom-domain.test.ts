import { readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import { pipelineWith, propertiesOf, templatesOf } from './synthesized.ts';

/* A domain of its own, as a setting of a stage. */

const domain = {
  name: 'hooks.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/0f9c2c6e-9d1d',
};
const usual = templatesOf(pipelineWith({}));
const own = templatesOf(pipelineWith({ domain }));
const both = templatesOf(pipelineWith({ domain: { ...domain, alsoExecuteApi: true } }));

type Templates = ReturnType<typeof templatesOf>;

const resourcesIn = ({ service }: Templates): Record<string, object> =>
  service.toJSON()['Resources'];

const withoutAssets = (templates: Templates) => {
  const { functions, ...others } = readApplication(readAssembly(templates.assembly.directory));
  return { ...others, functions: functions.map(({ code: _folder, ...one }) => one) };
};

describe('a stage with a domain of its own', () => {
  it('maps the root of the domain to its API, by TLS 1.2, with the certificate that it names', () => {
    own.service.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: domain.name,
      DomainNameConfigurations: [
        {
          CertificateArn: domain.certificateArn,
          EndpointType: 'REGIONAL',
          SecurityPolicy: 'TLS_1_2',
        },
      ],
    });
    const [name] = Object.keys(own.service.findResources('AWS::ApiGatewayV2::DomainName'));
    const [api] = Object.keys(own.service.findResources('AWS::ApiGatewayV2::Api'));
    const [stage] = Object.keys(own.service.findResources('AWS::ApiGatewayV2::Stage'));
    expect(Object.values(own.service.findResources('AWS::ApiGatewayV2::ApiMapping'))).toEqual([
      {
        Type: 'AWS::ApiGatewayV2::ApiMapping',
        Properties: { ApiId: { Ref: api }, DomainName: { Ref: name }, Stage: '$default' },
        DependsOn: expect.arrayContaining([stage]),
      },
    ]);
  });

  it('outputs its URL, and what its DNS record must point to', () => {
    const [name = ''] = Object.keys(own.service.findResources('AWS::ApiGatewayV2::DomainName'));
    own.service.hasOutput('WebhookUrl', { Value: 'https://hooks.example.com/webhooks' });
    own.service.hasOutput('DomainTarget', {
      Value: { 'Fn::GetAtt': [name, 'RegionalDomainName'] },
    });
    own.service.hasOutput('DomainTargetZone', {
      Value: { 'Fn::GetAtt': [name, 'RegionalHostedZoneId'] },
    });
  });

  it('has no other address, unless the stage keeps that of API Gateway beside it for a time', () => {
    const disabled = ({ service }: Templates) =>
      propertiesOf(service, 'AWS::ApiGatewayV2::Api').map(
        ({ DisableExecuteApiEndpoint }) => DisableExecuteApiEndpoint,
      );
    expect([usual, both, own].map(disabled)).toEqual([[undefined], [undefined], [true]]);
    both.service.hasOutput('WebhookUrl', { Value: 'https://hooks.example.com/webhooks' });
  });

  it('changes nothing else', () => {
    const added = Object.keys(resourcesIn(own)).filter((id) => !(id in resourcesIn(usual)));
    expect(added.map((id) => Reflect.get(resourcesIn(own)[id] ?? {}, 'Type')).sort()).toEqual([
      'AWS::ApiGatewayV2::ApiMapping',
      'AWS::ApiGatewayV2::DomainName',
    ]);
    const changed = Object.entries(resourcesIn(usual)).filter(
      ([id, resource]) => JSON.stringify(resource) !== JSON.stringify(resourcesIn(own)[id]),
    );
    expect(changed.map(([id]) => id)).toEqual(
      Object.keys(own.service.findResources('AWS::ApiGatewayV2::Api')),
    );
    expect(own.data.toJSON()).toEqual(usual.data.toJSON());
  });

  it('keeps the domain where it retains, because a DNS record points to it', () => {
    const policies = ({ service }: Templates) =>
      Object.values(service.findResources('AWS::ApiGatewayV2::DomainName')).map(
        ({ DeletionPolicy }) => DeletionPolicy,
      );
    expect(policies(own)).toEqual(['Delete']);
    expect(policies(templatesOf(pipelineWith({ domain }, 'prod')))).toEqual([
      'RetainExceptOnCreate',
    ]);
  });

  it('is the same to the local pipeline, which has an address of this machine', () => {
    expect(withoutAssets(own)).toEqual(withoutAssets(usual));
    expect(withoutAssets(own).routes).toMatchObject([{ key: 'ANY /webhooks' }]);
  });
});
