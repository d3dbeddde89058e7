import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { credentials, localAccount } from '../../../bin/local/cloud/account.ts';
import { startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import { createTable } from '../../../bin/local/provide/tables.ts';
import { type LocalOutputs, outputsFile } from '../../../bin/webhooks/pipeline/outputs.ts';
import { signedHeaders } from '../../../bin/webhooks/pipeline/secrets.ts';
import { quantile } from '../../live/load/figures.ts';
import { copyProject } from '../../support/pipeline/project-copy.ts';
import { until } from '../../support/until.ts';
import { refundEvent } from '../../support/webhook.ts';
import type { Findings } from '../row.ts';

const RATE = 50;
const EVENTS = 1_500;
/** While functions start and the compiler has not seen anything twice. */
const WARM_UP = 250;

/** States when each change reached it. */
const reaction = `
import { reaction } from '../shared/reaction/reaction.ts';

export const timed = reaction({
  on: { object: 'refund', becomes: 'SETTLED' },
  errorImpact: 'Nothing is measured.',
  handle: async ({ change }) => {
    console.log(JSON.stringify({ seen: change.key.pk, at: Date.now() }));
  },
});`;

/** When each refund's change reached the reaction, epoch milliseconds, as its log states. */
const seenIn = (file: string): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { seen, at } = JSON.parse(line);
    if (typeof seen === 'string') found.set(seen, at);
  }
  return found;
};

/** Milliseconds from the sending of each webhook until a reaction has its change, at this rate. */
const latencies = async (): Promise<readonly number[]> => {
  const copy = copyProject();
  try {
    writeFileSync(join(copy.root, 'functions', 'reactions', 'timed.ts'), reaction);
    await copy.start();
    const outputs: LocalOutputs = JSON.parse(readFileSync(outputsFile(copy.state), 'utf8'));
    const [secret = ''] = Object.values(outputs.signingSecrets);
    const sent: number[] = [];
    const send = async (id: number): Promise<void> => {
      const body = refundEvent('settled', id);
      const request = { method: 'POST', headers: signedHeaders(secret, body), body: `${body}` };
      sent[id] = Date.now();
      await (await fetch(outputs.webhookUrl, request)).text();
    };
    const sending: Promise<void>[] = [];
    const began = performance.now();
    for (let id = 0; id < EVENTS; id += 1) {
      await pause(Math.max(0, began + (id * 1_000) / RATE - performance.now()));
      sending.push(send(id));
    }
    await Promise.all(sending);
    const log = join(copy.state, 'logs', 'reaction-timed.jsonl');
    await until(() => seenIn(log).size === EVENTS, 60_000);
    const seen = seenIn(log);
    return sent
      .map((at, id) => (seen.get(`refund#rfd_${id}`) ?? Number.POSITIVE_INFINITY) - at)
      .slice(WARM_UP);
  } finally {
    await copy.remove();
  }
};

const PUTS = 12_000;
const CONCURRENT = 8;
/** The last of them count: a store that slows down has done so by then. */
const LAST = 2_000;

/** Puts a second into the embedded DynamoDB on disk, after {@link PUTS}. */
const putsOf = async (folder: string, hasStream: boolean): Promise<number> => {
  // Of an earlier run.
  rmSync(folder, { recursive: true, force: true });
  const emulator = await startDynamoDb(folder, { port: 0, flag: '' }, 'dynoxide');
  const { endpoint } = emulator;
  const client = new DynamoDBClient({ region: localAccount.region, credentials, endpoint });
  const StreamSpecification = {
    StreamEnabled: true,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  } as const;
  await createTable(client, {
    TableName: 'records',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    ...(hasStream && { StreamSpecification }),
  });
  let next = 0;
  let began = 0;
  const put = async (): Promise<void> => {
    while (next < PUTS) {
      next += 1;
      if (next === PUTS - LAST) began = performance.now();
      const Item = { pk: { S: `refund#${next}` }, status: { S: 'SETTLED'.padEnd(600) } };
      await client.send(new PutItemCommand({ TableName: 'records', Item }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, put));
  const rate = (LAST * 1_000) / (performance.now() - began);
  client.destroy();
  await emulator.stop();
  return Math.round(rate);
};

/** Bar 17 in the pipeline of `npm start`: how soon a reaction has a change, and what a stream costs. */
export const changesLocally = async (folder: string): Promise<Findings> => {
  const without = await putsOf(join(folder, 'without'), false);
  const withStream = await putsOf(join(folder, 'with'), true);
  const waited = await latencies();
  return {
    rows: [
      {
        bar: 17,
        what: `webhook to reaction, p99 at ${RATE} a second, npm start`,
        unit: 'ms',
        ours: quantile(waited, 0.99),
        limit: 2_000,
        isTimed: true,
      },
    ],
    notes: [
      {
        about: `webhook to reaction at ${RATE} a second; the streams are read four times a second`,
        columns: ['p50, ms', 'p95, ms', 'p99, ms'],
        lines: [[0.5, 0.95, 0.99].map((share) => Math.round(quantile(waited, share)))],
      },
      {
        about: `puts a second into the embedded DynamoDB, after ${PUTS.toLocaleString('en')}`,
        columns: ['without a stream', 'with one'],
        lines: [[without, withStream]],
      },
    ],
  };
};
