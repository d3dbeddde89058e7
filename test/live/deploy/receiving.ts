import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { post } from '../../../bin/webhooks/send/post.ts';
import { indexKeysOf } from '../../../functions/shared/store/index-keys.ts';
import { eventsTable } from '../../../functions/shared/tables.ts';
import { runtimes } from '../../support/runtimes.ts';
import { samplesOf } from '../../support/samples.ts';
import { delivery, recordsAfter, recordsIn } from '../../support/tables/expected-records.ts';
import { type Door, deliver, idOf, newSecret, sentAgain } from './airwallex.ts';
import type { Stage } from './stage.ts';

/** Concurrent deliveries, as Airwallex might make them. */
const CONCURRENCY = 6;
const TIMEOUT_MS = 60_000;

/** Repeats a check until it succeeds. @throws the error of the last try. */
export const eventually = async (check: () => Promise<void>): Promise<void> => {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(500);
    }
  }
};

interface Delivered {
  readonly domain: string;
  readonly body: Buffer;
  readonly sentAt: number;
}

/**
 * Delivers every sample of every domain.
 * @returns the deliveries, and a summary with the number of retries.
 */
export const deliverSamples = async (
  door: Door,
): Promise<{ readonly delivered: readonly Delivered[]; readonly words: string }> => {
  const began = Date.now();
  const delivered = runtimes
    .flatMap(({ domain: { name } }) => samplesOf(name).map(({ body }) => ({ domain: name, body })))
    .map((one, index) => ({ ...one, sentAt: began + index }));
  const queue = delivered.values();
  const refused: string[] = [];
  const lane = async (): Promise<void> => {
    for (const { body, sentAt } of queue) refused.push(...(await deliver(door, body, sentAt)));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return { delivered, words: `${delivered.length} events${sentAgain(refused)}` };
};

/**
 * Waits until the archive holds each event byte for byte, and the tables exactly the records of these
 * events.
 * @returns the number of records.
 */
export const checkItems = async (
  { dynamodb, items }: Stage,
  tableOf: (name: string) => string,
  delivered: readonly Delivered[],
): Promise<number> => {
  await eventually(async () => {
    for (const { body } of delivered) {
      const id = idOf(body);
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          TableName: tableOf('events'),
          KeyConditionExpression: '#id = :id',
          ExpressionAttributeNames: { '#id': eventsTable.hash },
          ExpressionAttributeValues: { ':id': { S: id } },
        }),
      );
      assert(Items.length > 0, `${id} is not archived`);
    }
  });
  let count = 0;
  for (const runtime of runtimes) {
    const { name } = runtime.domain;
    const owned = delivered.filter(({ domain }) => domain === name);
    const records = recordsAfter(
      owned.map(({ body, sentAt }) => delivery(body, sentAt)),
      runtime,
    );
    const expected = new Map(
      [...records].map(([key, record]) => {
        const indexKeys = indexKeysOf(record, runtime.domain);
        return [key, Object.keys(indexKeys).length > 0 ? { ...record, indexKeys } : record];
      }),
    );
    await eventually(async () => {
      assert.deepEqual(recordsIn(await items(tableOf(name))), expected);
    });
    count += expected.size;
  }
  return count;
};

/** Asserts that requests that are no authentic webhooks get the answers that functions/README.md lists. */
export const checkRefusals = async (url: string): Promise<void> => {
  const body = Buffer.from('{"id":"evt_forged","name":"refund.settled"}');
  assert.equal(await post(url, newSecret(), body), 401);
  assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 401);
  assert.equal((await fetch(url)).status, 405);
  assert.equal((await fetch(new URL('/elsewhere', url))).status, 404);
};
