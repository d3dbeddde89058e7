import { createHash } from 'node:crypto';
import { domains, unrouted } from '../../../../../functions/domains.ts';
import { constructId, namesOf } from '../../../../../lib/names.ts';
import {
  type Answers,
  type Aws,
  AwsRefusal,
  stacksAnswer,
  startAws,
} from '../../../../support/aws/aws.ts';
import { printedBy } from '../../../../support/tool/printed.ts';

const names = namesOf('dev');
const role = 'arn:aws:iam::123456789012:role/airwallex-webhooks-dev-redrive-eu-west-1';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

let aws: Aws;
/** The outputs of the service stack beside the URL. */
let outputs: Readonly<Record<string, string>>;
/** Each call with the access key that signed it. */
let calls: string[];
let isReceived: boolean;

const noted =
  (operation: string, answer: Answers[string]): Answers[string] =>
  (input, accessKey) => {
    calls.push(`${accessKey} ${operation}`);
    return answer(input, accessKey);
  };

const assumed: Answers[string] = () => ({
  Credentials: {
    ...{ AccessKeyId: 'redriver', SecretAccessKey: 'secret', SessionToken: 'token' },
    Expiration: new Date(Date.now() + 3_600_000),
  },
});

beforeAll(async () => {
  const data = Object.fromEntries(
    [...domains, unrouted, { name: 'events' }].flatMap(({ name }) =>
      ['TableName', 'QueueUrl', 'DeadLetterQueueUrl'].map((kind) => [
        `${constructId(name)}${kind}`,
        `https://sqs.example.com/1/${name}`,
      ]),
    ),
  );
  const usual = { RemovalPolicy: 'destroy', ControlTableName: names.controlTable, ...data };
  const answers: Answers = {
    GetCallerIdentity: () => ({ Arn: 'arn:aws:iam::123456789012:user/me' }),
    FilterLogEvents: () => ({ events: [] }),
    PutItem: () => ({}),
    UpdateItem: () => ({}),
    BatchGetItem: () => ({ Responses: {} }),
    ReceiveMessage: () => {
      const message = {
        MessageId: 'one',
        ReceiptHandle: 'one',
        Body: 'text',
        MD5OfBody: md5('text'),
      };
      const Messages = isReceived ? [] : [message];
      isReceived = !isReceived;
      return { Messages };
    },
    ChangeMessageVisibility: () => ({}),
    SendMessage: () => ({ MessageId: 'sent', MD5OfMessageBody: md5('text') }),
    DeleteMessage: () => ({}),
  };
  aws = await startAws({
    DescribeStacks: (input) =>
      stacksAnswer({
        [names.dataStack]: { outputs: usual },
        [names.serviceStack]: { outputs: { WebhookUrl: 'https://example.com', ...outputs } },
      })(input),
    ...Object.fromEntries(
      Object.entries(answers).map(([operation, answer]) => [operation, noted(operation, answer)]),
    ),
  });
  aws.enter();
});
afterAll(() => aws.stop());
beforeEach(() => {
  [calls, isReceived, outputs] = [[], false, { RedriveRoleArn: role }];
  aws.answers['AssumeRole'] = noted('AssumeRole', assumed);
});

const redriveOne = () =>
  printedBy(['redrive', 'payments', '--message', 'one', '--stage', 'dev', '--other-code']);

it('redrive touches the queues of a stage by its redrive role, and all else as who runs it', async () => {
  expect(await redriveOne()).toContain('1 message moved, 0 remaining.');
  const byRole = calls.filter((call) => call.startsWith('redriver ')).map((call) => call.slice(9));
  expect([...new Set(byRole)].sort()).toEqual([
    ...['ChangeMessageVisibility', 'DeleteMessage', 'ReceiveMessage', 'SendMessage'],
  ]);
  const others = new Set(calls.filter((call) => !call.startsWith('redriver ')));
  expect([...others].sort()).toEqual(
    [
      ...['AssumeRole', 'BatchGetItem', 'FilterLogEvents'],
      ...['GetCallerIdentity', 'PutItem', 'UpdateItem'],
    ].map((operation) => `test ${operation}`),
  );
});

it('redrive does nothing where the role is denied, and names the permission and the role', async () => {
  aws.answers['AssumeRole'] = () => {
    throw new AwsRefusal('AccessDenied', 'User me is not authorized to perform: sts:AssumeRole');
  };
  await expect(redriveOne()).rejects.toThrow(
    `Nothing was moved: AWS does not let these credentials assume the role ${role}, and beside the ingress only that role may send to the queues of stage dev in eu-west-1. Get the permission sts:AssumeRole on it, or choose another --profile.`,
  );
  expect(calls).toEqual([]);
});

it('redrive of a stage that an earlier version deployed acts as who runs it', async () => {
  outputs = {};
  expect(await redriveOne()).toContain('1 message moved');
  expect(calls).toContain('test SendMessage');
  expect(calls.filter((call) => !call.startsWith('test '))).toEqual([]);
});
