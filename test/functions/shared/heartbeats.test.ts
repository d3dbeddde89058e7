import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { withHeartbeats } from '../../../functions/shared/heartbeats.ts';
import { archivedEvents } from '../../../functions/shared/query/archive.ts';
import { latestHeartbeat } from '../../../functions/shared/query/heartbeat.ts';
import { noteHeartbeat } from '../../../functions/shared/store/heartbeat.ts';
import { sealed } from '../../support/aws/consumers.ts';
import { toRecord } from '../../support/aws/lambda.ts';
import { linesLog } from '../../support/lines.ts';
import { useDynamoDb } from '../../support/tables/dynamodb.ts';
import { webhook } from '../../support/webhook.ts';

const AT = Date.UTC(2026, 10, 21);
const dynamodb = useDynamoDb();

const message = (id: string, secret: string, receivedAt = AT) => {
  const body = webhook(id, `${secret}.scheduled`, undefined, {});
  const receipt = { sentAt: AT, receivedAt, requestId: 'r', secret, digest: sha256(body) };
  return sealed({ body, receipt });
};

const consuming = () => {
  const log = linesLog();
  const noted: unknown[] = [];
  const others: string[] = [];
  const consume = withHeartbeats(
    async ({ Records }) => {
      others.push(...Records.map(({ messageId }) => messageId));
      return { batchItemFailures: [{ itemIdentifier: 'message-1' }] };
    },
    { note: async (one) => void noted.push(one), log, now: () => AT + 5 },
  );
  return { consume, log, noted, others };
};

describe('a consumer that notes heartbeats', () => {
  it('notes them, and leaves all else of a batch to the consumer of the domain', async () => {
    const { consume, log, noted, others } = consuming();
    const batch = [message('beat', 'heartbeat'), message('evt', 'live')];
    const { batchItemFailures } = await consume({
      Records: batch.map((one, at) => toRecord(one, at)),
    });
    expect(noted).toEqual([{ eventId: 'beat', receivedAt: AT, notedAt: AT + 5 }]);
    expect(others).toEqual(['message-1']);
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'message-1' }]);
    expect(log.lines).toEqual([{ message: 'heartbeat', eventId: 'beat', requestId: 'r', lag: 5 }]);
  });

  it('asks nothing of the consumer of the domain where a batch has heartbeats alone', async () => {
    const { consume, others } = consuming();
    const one = toRecord(message('beat', 'heartbeat'), 0);
    expect(await consume({ Records: [one] })).toEqual({ batchItemFailures: [] });
    expect(others).toEqual([]);
  });

  it('lets none come back that cannot be noted, and logs nothing of it but the cause', async () => {
    const { consume, log, noted } = consuming();
    const tampered = { ...toRecord(message('beat', 'heartbeat'), 0), body: '{"id":"other"}' };
    expect(await consume({ Records: [tampered] })).toEqual({ batchItemFailures: [] });
    expect(noted).toEqual([]);
    expect(log.lines).toMatchObject([
      { message: 'heartbeat not noted', messageId: 'message-0', error: 'UnreadableMessage' },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('other');
  });
});

it('the table of events has one note of the latest heartbeat, which is no archived event', async () => {
  const name = await dynamodb.createArchive();
  const { client } = dynamodb;
  const events = { client, name };
  expect(await latestHeartbeat(events)).toBeUndefined();
  const note = (eventId: string, receivedAt: number) =>
    noteHeartbeat(client, name, { eventId, receivedAt, notedAt: AT });
  await note('first', AT);
  await note('second', AT + 1_000);
  await note('late', AT + 500);
  expect(await latestHeartbeat(events)).toEqual({
    ...{ eventId: 'second', receivedAt: AT + 1_000, notedAt: AT },
  });
  for await (const event of archivedEvents(events)) throw new Error(event.id);
});
