import { SNSClient } from '@aws-sdk/client-sns';
import {
  isPublication,
  type Publication,
  readRecord,
} from '../../../functions/publisher/publication.ts';
import { snsTopic, type Topic } from '../../../functions/publisher/topic.ts';
import { AwsRefusal, startAws } from '../../support/aws/aws.ts';
import { intentItem, streamRecord } from '../../support/changes/changes.ts';
import { madeBy } from '../../support/per-hook.ts';

const ARN = 'arn:aws:sns:eu-west-1:1:changes.fifo';

const publications = ['a', 'b', 'c'].map((id, index): Publication => {
  const read = readRecord(streamRecord(index + 1, undefined, intentItem(id)), 0);
  if (!isPublication(read)) throw new Error('This changes a record.');
  return read;
});

const aws = madeBy(
  beforeAll,
  async () => {
    const server = await startAws({});
    server.enter();
    return server;
  },
  ({ stop }) => stop(),
);

/** A topic whose SNS answers as a test wants, and the bodies of each request. */
const answering = (
  answer: (bodies: readonly string[]) => unknown,
): { readonly topic: Topic; readonly requests: (readonly string[])[] } => {
  const requests: (readonly string[])[] = [];
  aws().answers['PublishBatch'] = (input) => {
    const bodies = Object.entries(input)
      .filter(([name]) => /^PublishBatchRequestEntries\.member\.\d+\.Message$/.test(name))
      .map(([, body]) => String(body));
    requests.push(bodies);
    return answer(bodies);
  };
  return { topic: snsTopic(new SNSClient({ maxAttempts: 1 }), ARN), requests };
};

const taken = (...ids: readonly number[]) => ids.map((id) => ({ Id: id, MessageId: `m${id}` }));
const failed = (Id: number, Code: string, SenderFault: boolean) => ({ Id, Code, SenderFault });

describe('a topic', () => {
  it('takes what SNS has confirmed', async () => {
    const { topic, requests } = answering(() => ({ Successful: taken(0, 1, 2) }));
    expect(await topic.publish(publications)).toEqual([undefined, undefined, undefined]);
    expect(requests).toEqual([publications.map(({ message: { body } }) => body)]);
  });

  it('refuses for good what is wrong with a message alone', async () => {
    const { topic } = answering(() => ({
      Successful: taken(1),
      Failed: [failed(0, 'InvalidParameter', true), failed(2, 'InternalError', false)],
    }));
    expect(await topic.publish(publications)).toEqual([
      { isFinal: true, reason: 'InvalidParameter' },
      undefined,
      { isFinal: false, reason: 'InternalError' },
    ]);
  });

  it('has not taken what SNS does not confirm', async () => {
    const { topic } = answering(() => ({ Successful: taken(0, 2) }));
    expect(await topic.publish(publications)).toEqual([
      undefined,
      { isFinal: false, reason: 'Unconfirmed' },
      undefined,
    ]);
  });

  it.each(['AuthorizationError', 'KMSAccessDenied', 'Throttled', 'NotFound', 'InvalidSecurity'])(
    'refuses nothing for good where the sender is to blame by %s, which ends',
    async (code) => {
      const [first] = publications;
      const one = first ? [first] : [];
      const entry = answering(() => ({ Failed: [failed(0, code, true)] }));
      expect(await entry.topic.publish(one)).toEqual([{ isFinal: false, reason: code }]);
      const whole = answering(() => {
        throw new AwsRefusal(code, 's3cret');
      });
      expect(await whole.topic.publish(one)).toMatchObject([{ isFinal: false }]);
    },
  );

  it('finds by one request each which message makes SNS refuse all', async () => {
    const wrong = publications[1]?.message.body;
    const { topic, requests } = answering((bodies) => {
      if (bodies.some((body) => body === wrong)) throw new AwsRefusal('InvalidParameter', 's3cret');
      return { Successful: taken(0) };
    });
    const refusals = await topic.publish(publications);
    expect(refusals.map((refusal) => refusal?.isFinal)).toEqual([undefined, true, undefined]);
    expect(JSON.stringify(refusals)).not.toContain('s3cret');
    expect(requests.map(({ length }) => length)).toEqual([3, 1, 1, 1]);
  });

  it('has taken nothing where SNS cannot be reached', async () => {
    const topic = snsTopic(new SNSClient({ endpoint: 'http://127.0.0.1:1', maxAttempts: 1 }), ARN);
    const refusals = await topic.publish(publications);
    expect(refusals.map((refusal) => refusal?.isFinal)).toEqual([false, false, false]);
  });
});
