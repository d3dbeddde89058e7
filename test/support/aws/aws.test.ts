import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Aws, stacksAnswer, startAws } from './aws.ts';

let aws: Aws;

beforeAll(async () => {
  aws = await startAws({
    DescribeStacks: stacksAnswer({ 'a-stack': { outputs: { Url: 'https://a.example/?b&c' } } }),
    FilterLogEvents: ({ logGroupName }) => ({ events: [{ message: `of ${logGroupName}` }] }),
  });
  aws.enter();
});
afterAll(() => aws.stop());

describe('the server that answers for AWS', () => {
  it('answers clients of both protocols', async () => {
    const { Stacks = [] } = await new CloudFormationClient().send(
      new DescribeStacksCommand({ StackName: 'a-stack' }),
    );
    expect(Stacks).toMatchObject([
      {
        StackName: 'a-stack',
        StackStatus: 'UPDATE_COMPLETE',
        Outputs: [{ OutputKey: 'Url', OutputValue: 'https://a.example/?b&c' }],
      },
    ]);
    const { events } = await new CloudWatchLogsClient().send(
      new FilterLogEventsCommand({ logGroupName: 'a-log' }),
    );
    expect(events).toEqual([{ message: 'of a-log' }]);
    expect(aws.asked).toEqual(['DescribeStacks', 'FilterLogEvents']);
  });

  it('refuses with the errors of AWS', async () => {
    await expect(
      new CloudFormationClient().send(new DescribeStacksCommand({ StackName: 'no-stack' })),
    ).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id no-stack does not exist',
    });
    delete aws.answers['FilterLogEvents'];
    await expect(
      new CloudWatchLogsClient().send(new FilterLogEventsCommand({ logGroupName: 'a-log' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
