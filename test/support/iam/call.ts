import * as v from 'valibot';

/** A call as IAM authorizes it. */
export interface Call {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** The condition keys that the request carries, each with its values. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

const values = v.record(v.string(), v.unknown());

const input = v.object({
  TableName: v.optional(v.string()),
  IndexName: v.optional(v.string()),
  RequestItems: v.optional(values, {}),
  Key: v.optional(values),
  Item: v.optional(values),
  UpdateExpression: v.optional(v.string(), ''),
  ConditionExpression: v.optional(v.string(), ''),
  ExpressionAttributeNames: v.optional(v.record(v.string(), v.string()), {}),
  ExpressionAttributeValues: v.optional(values, {}),
  ReturnValues: v.optional(v.string(), 'NONE'),
  QueueUrl: v.optional(v.string(), ''),
  SecretId: v.optional(v.string(), ''),
  logGroupName: v.optional(v.string()),
  StackName: v.optional(v.string(), ''),
  TopicArn: v.optional(v.string(), ''),
  RoleArn: v.optional(v.string(), ''),
});
type Input = v.InferOutput<typeof input>;

/** The ARN of what a service has in the account and region of the caller. */
type ArnOf = (service: string, resource: string) => string;

const textOf = (value: unknown): string => String(Reflect.get(Object(value), 'S'));

/** The attributes that a request names: those of its key, and those of its expressions. */
const attributesOf = (asked: Input): readonly string[] => {
  const { UpdateExpression, ConditionExpression, ExpressionAttributeNames: names } = asked;
  const words = `${UpdateExpression} ${ConditionExpression}`.match(/[#:]?\w+/g) ?? [];
  const grammar = /^(?::|SET$|REMOVE$|AND$|OR$|NOT$|attribute_(?:not_)?exists$|contains$)/;
  const named = words.filter((word) => !grammar.test(word)).map((word) => names[word] ?? word);
  return [...new Set([...Object.keys(asked.Key ?? {}), ...named])];
};

/** The keys that a BatchGetItem names. */
const batchedKeys = ({ RequestItems }: Input): readonly Record<string, unknown>[] =>
  Object.values(RequestItems).flatMap(
    (one) => v.parse(v.object({ Keys: v.array(values) }), one).Keys,
  );

/**
 * The condition keys of a request to DynamoDB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 * @param hash the name of the table's partition key.
 */
const dynamodbKeys = (operation: string, asked: Input, hash: string): Call['keys'] => {
  const { Key, Item, ExpressionAttributeValues, ReturnValues } = asked;
  if (operation === 'Query') {
    const [key] = Object.values(ExpressionAttributeValues);
    return { 'dynamodb:LeadingKeys': [textOf(key)] };
  }
  if (operation === 'BatchGetItem')
    return { 'dynamodb:LeadingKeys': batchedKeys(asked).map((key) => textOf(key[hash])) };
  const item = Key ?? Item;
  if (item === undefined) return {};
  return {
    'dynamodb:LeadingKeys': [textOf(item[hash])],
    'dynamodb:ReturnValues': [ReturnValues],
    ...(operation === 'UpdateItem' && { 'dynamodb:Attributes': attributesOf(asked) }),
  };
};

const resourcesOf = (service: string, operation: string, asked: Input, arnOf: ArnOf) => {
  const { TableName, IndexName, QueueUrl, SecretId, logGroupName, StackName } = asked;
  const index = IndexName === undefined ? '' : `/index/${IndexName}`;
  const tables = TableName === undefined ? Object.keys(asked.RequestItems) : [TableName];
  const resources: Readonly<Record<string, readonly string[]>> = {
    dynamodb: tables.map((table) => arnOf(service, `table/${table}${index}`)),
    sqs: [arnOf(service, QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1))],
    secretsmanager: [arnOf(service, `secret:${SecretId}-local1`)],
    logs: [
      arnOf(
        service,
        `log-group:${operation === 'FilterLogEvents' ? `${logGroupName}:*` : ':log-stream:'}`,
      ),
    ],
    cloudformation: [arnOf(service, `stack/${StackName}/0f9c2c6e`)],
    sns: [asked.TopicArn],
    sts: [operation === 'AssumeRole' ? asked.RoleArn : '*'],
    // It has no resources, or none that the calls here name.
    cloudwatch: ['*'],
  };
  const found = resources[service];
  if (!found) throw new Error(`No policy is known for ${service}:${operation}`);
  return found;
};

/** A request as the calls that IAM authorizes: one for each resource. @param hashOf a table's partition key. */
export const callsOf = (
  service: string,
  operation: string,
  request: unknown,
  arnOf: ArnOf,
  hashOf: (table: string) => string,
): readonly Call[] => {
  const asked = v.parse(input, request);
  const keys =
    service === 'dynamodb'
      ? dynamodbKeys(
          operation,
          asked,
          hashOf(asked.TableName ?? Object.keys(asked.RequestItems)[0] ?? ''),
        )
      : {};
  return resourcesOf(service, operation, asked, arnOf).map((resource) => ({
    ...{ action: `${service}:${operation}`, resource, keys },
  }));
};
