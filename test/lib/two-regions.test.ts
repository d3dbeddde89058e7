import { domains } from '../../functions/domains.ts';
import { plain, propertiesOf, reactingWith, templatesOf } from './synthesized.ts';

/* A stage in two regions of one account, or two stages: what all regions share must not have the same name. */

const account = '123456789012';
const inRegion = (region: string) => ({
  ...templatesOf(reactingWith({ account, region, kmsKey: true, overdue: true }, 'prod')),
  region,
});
const [first, second] = [inRegion('eu-west-1'), inRegion('ap-southeast-1')];

/** Types whose names all regions of an account share, each with the property that is the name. */
const shared: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
};

const namesIn = ({ data, service, region }: typeof first): readonly string[] =>
  [data, service].flatMap((template) =>
    Object.entries(shared).flatMap(([type, property]) =>
      propertiesOf(template, type).map((properties): string =>
        plain(properties[property]).replaceAll('<AWS::Region>', region),
      ),
    ),
  );

it('what all regions of an account share is named by its region', () => {
  const names = namesIn(first);
  expect(names.length).toBeGreaterThan(domains.length);
  for (const name of names) expect(name).toContain('eu-west-1');
  expect(names.filter((name) => namesIn(second).includes(name))).toEqual([]);
});

it('every other resource is of a type that is regional, or has no name', () => {
  const regional =
    /^AWS::(?:ApiGatewayV2|CloudWatch::Alarm|DynamoDB|KMS|Lambda|Logs|SNS|SQS|SSM|Scheduler|SecretsManager)\b/;
  const unnamed = ['AWS::IAM::Policy'];
  const types = [first.data, first.service].flatMap((template) =>
    Object.values(template.toJSON()['Resources']).map((resource): string => Object(resource).Type),
  );
  const unknown = types.filter((type) => !(regional.test(type) || type in shared));
  expect([...new Set(unknown)].filter((type) => !unnamed.includes(type))).toEqual([]);
});
