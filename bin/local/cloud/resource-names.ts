import * as v from 'valibot';
import { arnOf, queueUrlAtAws } from './account.ts';

interface NamedResource {
  readonly logicalId: string;
  readonly type: string;
  /** At least those that name it. */
  readonly properties: unknown;
}

/** How a kind of resource is called and addressed. */
interface Kind {
  /** The property that holds the physical name. */
  readonly named: string;
  readonly arn: (name: string) => string;
  /** What `Ref` gives, where that is not the name. */
  readonly ref?: (name: string) => string;
}

const table: Kind = { named: 'TableName', arn: (name) => arnOf('dynamodb', `table/${name}`) };

/** Secrets Manager appends six characters of its own. */
const secretArn = (name: string) => arnOf('secretsmanager', `secret:${name}-local1`);

const kinds: Record<string, Kind> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': {
    named: 'QueueName',
    arn: (name) => arnOf('sqs', name),
    ref: (name) => `${queueUrlAtAws}${name}`,
  },
  'AWS::Lambda::Function': {
    named: 'FunctionName',
    arn: (name) => arnOf('lambda', `function:${name}`),
  },
  'AWS::SecretsManager::Secret': { named: 'Name', arn: secretArn, ref: secretArn },
};

const names = v.record(v.string(), v.unknown());

/** A resource's physical name; its logical id where the template lets AWS choose the name. */
export const physicalName = ({ type, logicalId, properties }: NamedResource): string => {
  const property = kinds[type]?.named;
  const name = property === undefined ? undefined : v.parse(names, properties)[property];
  return typeof name === 'string' ? name : logicalId;
};

export const resourceArn = (resource: NamedResource): string =>
  kinds[resource.type]?.arn(physicalName(resource)) ?? arnOf('local', resource.logicalId);

/** What `Ref` gives. */
export const refOf = (resource: NamedResource): string => {
  const name = physicalName(resource);
  return kinds[resource.type]?.ref?.(name) ?? name;
};

/** What `Fn::GetAtt` gives: ARN, name or URL, and a placeholder for what this machine does not use. */
export const attributeOf = (resource: NamedResource, attribute: string): string => {
  if (attribute === 'Arn') return resourceArn(resource);
  if (attribute === 'QueueUrl') return refOf(resource);
  if (attribute === 'QueueName') return physicalName(resource);
  return `${resource.logicalId}.${attribute}`;
};
