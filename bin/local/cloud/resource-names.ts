import * as v from 'valibot';
import { arnOf, queueUrlAtAws } from './account.ts';

interface NamedResource {
  readonly logicalId: string;
  readonly type: string;
  /** At least those that name it. */
  readonly properties: unknown;
}

/** What a resource is called and addressed by. */
export interface Named {
  readonly name: string;
  readonly arn: string;
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

const topicArn = (name: string) => arnOf('sns', name);

/** A stream is called by the time at which it was enabled: this is what the templates see of it here. */
const streamOf = (arn: string) => `${arn}/stream/local`;

/** The ARN of the table whose stream this is; undefined for the ARN of anything else. */
export const tableArnOf = (streamArn: string): string | undefined =>
  /^(.+:table\/[^/]+)\/stream\//.exec(streamArn)?.[1];

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
  'AWS::SNS::Topic': { named: 'TopicName', arn: topicArn, ref: topicArn },
};

const names = v.record(v.string(), v.unknown());

/** A resource's physical name; its logical id where the template lets AWS choose the name. */
const physicalName = ({ type, logicalId, properties }: NamedResource): string => {
  const property = kinds[type]?.named;
  const name = property === undefined ? undefined : v.parse(names, properties)[property];
  return typeof name === 'string' ? name : logicalId;
};

export const resourceArn = (resource: NamedResource): string =>
  kinds[resource.type]?.arn(physicalName(resource)) ?? arnOf('local', resource.logicalId);

export const named = (resource: NamedResource): Named => ({
  name: physicalName(resource),
  arn: resourceArn(resource),
});

/** What `Ref` gives. */
export const refOf = (resource: NamedResource): string => {
  const name = physicalName(resource);
  return kinds[resource.type]?.ref?.(name) ?? name;
};

/** What `Fn::GetAtt` gives: ARN, name or URL, and a placeholder for what this machine does not use. */
export const attributeOf = (resource: NamedResource, attribute: string): string => {
  if (attribute === 'Arn') return resourceArn(resource);
  if (attribute === 'QueueUrl') return refOf(resource);
  if (attribute === 'QueueName' || attribute === 'TopicName') return physicalName(resource);
  if (attribute === 'TopicArn') return resourceArn(resource);
  if (attribute === 'StreamArn') return streamOf(resourceArn(resource));
  return `${resource.logicalId}.${attribute}`;
};
