import { callsOf } from './call.ts';
import { allows, grantsOf } from './grant.ts';

const arnOf = (service: string, resource: string) => `arn:aws:${service}:r:1:${resource}`;
const table = 'arn:aws:dynamodb:r:1:table/events';

const update = (request: object) =>
  callsOf(
    'dynamodb',
    'UpdateItem',
    { TableName: 'events', Key: { id: { S: 'evt_1' }, digest: { S: 'd' } }, ...request },
    arnOf,
    () => 'id',
  );

const [settling] = grantsOf([
  {
    Effect: 'Allow',
    Action: ['dynamodb:UpdateItem'],
    Resource: [table],
    Condition: {
      StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE'] },
      'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['#*'] },
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['id', 'digest', 'outcome'] },
    },
  },
]);

const isAllowed = (request: object): boolean =>
  settling !== undefined && update(request).every((call) => allows(settling, call));

const names = { '#outcome': 'outcome', '#body': 'body' };

it.each([
  [
    'allows an update of the attributes that it names',
    { UpdateExpression: 'SET #outcome = :to' },
    true,
  ],
  [
    'denies an update of another attribute',
    { UpdateExpression: 'SET #outcome = :to, #body = :b' },
    false,
  ],
  ['denies the removal of another attribute', { UpdateExpression: 'REMOVE #body' }, false],
  [
    'denies a condition on another attribute',
    { UpdateExpression: 'SET #outcome = :to', ConditionExpression: 'attribute_exists(secret)' },
    false,
  ],
  [
    'denies to give back more than it names',
    { UpdateExpression: 'SET #outcome = :to', ReturnValues: 'ALL_OLD' },
    false,
  ],
  [
    'denies a partition of ours',
    { UpdateExpression: 'SET #outcome = :to', Key: { id: { S: '#erasures' }, digest: { S: 'd' } } },
    false,
  ],
])('a permission with conditions %s', (_title, request, expected) => {
  expect(isAllowed({ ExpressionAttributeNames: names, ...request })).toBe(expected);
});

it('a permission allows its action on its resource alone', () => {
  const [read] = grantsOf([
    {
      Effect: 'Allow',
      Action: ['sqs:ReceiveMessage'],
      Resource: ['arn:aws:sqs:r:1:a-*'],
      Condition: {},
    },
  ]);
  const call = (service: string, operation: string, QueueUrl: string) =>
    callsOf(service, operation, { QueueUrl }, arnOf, () => '').some(
      (one) => read !== undefined && allows(read, one),
    );
  expect(call('sqs', 'ReceiveMessage', 'https://sqs/1/a-queue')).toBe(true);
  expect(call('sqs', 'ReceiveMessage', 'https://sqs/1/b-queue')).toBe(false);
  expect(call('sqs', 'DeleteMessage', 'https://sqs/1/a-queue')).toBe(false);
});
