/** Measures the publisher in this process: bar 17. */
import { readFileSync, writeSync } from 'node:fs';
import { env, exit } from 'node:process';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { handler } from '../../../functions/publisher/handler.ts';
import { changeOf } from '../../../functions/shared/change/change-of.ts';
import { messageOf } from '../../../functions/shared/change/message.ts';
import { snsEntry } from '../../../functions/shared/change/topic.ts';
import { interleave } from '../measure/pairs.ts';

const batch = JSON.parse(readFileSync(env['BENCH_EVENT'] ?? '', 'utf8'));
const context = { getRemainingTimeInMillis: () => 60_000 };
const client = new SNSClient({});

/** What one request takes. */
const MOST = 10;

/** The same changes, made before: what remains is to send them. */
const messages: ReturnType<typeof snsEntry>[] = batch.Records.map(
  ({ dynamodb }: { dynamodb: Record<string, never> }, index: number) => {
    const images = { before: dynamodb['OldImage'], after: dynamodb['NewImage'] };
    const change = changeOf(images, { position: String(index), publishedAt: '' });
    if (change === undefined) throw new Error('A record of the batch is no change.');
    return snsEntry(messageOf(change), 'f'.repeat(64));
  },
);

const bare = async (): Promise<void> => {
  for (let from = 0; from < messages.length; from += MOST)
    await client.send(
      new PublishBatchCommand({
        TopicArn: env['CHANGES_TOPIC'],
        PublishBatchRequestEntries: messages
          .slice(from, from + MOST)
          .map((message, index) => ({ Id: String(index), ...message })),
      }),
    );
};

const answer = await handler(batch, context);
if (answer.batchItemFailures.length > 0) throw new Error('The publisher failed.');
const paired = await interleave(
  { floor: bare, ours: () => handler(batch, context) },
  { milliseconds: 40 },
);
const each = (microseconds: number): number => microseconds / messages.length;
writeSync(
  3,
  JSON.stringify({
    floor: each(paired.median.floor),
    ours: each(paired.median.ours),
    ratio: paired.ratio('ours', 'floor'),
  }),
);
exit();
