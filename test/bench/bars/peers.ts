import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { sample } from '../../support/samples.ts';
import { startTestDynamoDb } from '../../support/tables/dynamodb.ts';
import { bundleContestant } from '../measure/bundle.ts';
import { interleave } from '../measure/pairs.ts';
import { batchOf } from '../metered/batch.ts';
import type { Findings, Note } from '../row.ts';

const BATCH = 10;

/** Refunds that nobody has seen before, a batch at a time. */
const freshBatches = (): (() => SQSEvent) => {
  const text = sample('payments', 'refund.settled').toString();
  const { id, data } = JSON.parse(text);
  let made = 0;
  const next = (): Buffer => {
    made += 1;
    const body = text.replaceAll(id, `${id}${made}`).replaceAll(data.object.id, `rfd_${made}`);
    return Buffer.from(body);
  };
  return () => batchOf(Array.from({ length: BATCH }, next));
};

/** Counts requests and the write units that DynamoDB says they took. */
const counted = (client: DynamoDBClient) => {
  const count = { requests: 0, units: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      count.requests += 1;
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      try {
        const answer = await next(args);
        const { ConsumedCapacity } = Object(answer.output);
        count.units += Number(ConsumedCapacity?.CapacityUnits ?? 0);
        return answer;
      } catch (error) {
        // A failed condition costs as much as a write of the stored item: here never over 1 KB.
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException')
          count.units += 1;
        throw error;
      }
    },
    { step: 'initialize', name: 'counted' },
  );
  return {
    take: (events: number) => {
      const taken = { requests: count.requests / events, units: count.units / events };
      Object.assign(count, { requests: 0, units: 0 });
      return taken;
    },
    end: () => client.middlewareStack.remove('counted'),
  };
};

type Peers = typeof import('../contestants/peers.ts');

const idempotence = async (folder: string): Promise<Note> => {
  const { file } = bundleContestant(folder, 'peers');
  const peers: Peers = await import(pathToFileURL(file).href);
  const dynamodb = await startTestDynamoDb();
  const there = await dynamodb.client.config.endpoint?.();
  const client = peers.connect(`http://${there?.hostname}:${there?.port}`);
  try {
    const consumers = {
      ours: peers.ours(client, await dynamodb.createTables()),
      powertools: peers.powertools(client, await dynamodb.createTables()),
    };
    const batches = freshBatches();
    const meter = counted(client);
    const known = batches();
    const taken = async (consumer: (batch: SQSEvent) => Promise<unknown>) => {
      await consumer(known);
      const first = meter.take(BATCH);
      await consumer(known);
      return { first, again: meter.take(BATCH) };
    };
    const ours = await taken(consumers.ours);
    const powertools = await taken(consumers.powertools);
    meter.end();
    const turns = {
      ours: () => consumers.ours(batches()),
      powertools: () => consumers.powertools(batches()),
    };
    const cpu = await interleave(turns, { milliseconds: 40 });
    const wall = await interleave(turns, { milliseconds: 40, clock: 'wall' });
    const line = (name: 'ours' | 'powertools', what: string, took: typeof ours) => [
      what,
      took.first.requests,
      took.first.units,
      took.again.requests,
      took.again.units,
      cpu.median[name] / BATCH,
      wall.median[name] / BATCH,
    ];
    return {
      about: 'an event in batches of ten, on the embedded DynamoDB',
      columns: ['consumer', 'requests', 'units', 'again', 'units again', 'µs CPU', 'µs'],
      lines: [
        line('ours', 'archive and apply', ours),
        line('powertools', 'Powertools batch, idempotency, parser; no archive', powertools),
      ],
    };
  } finally {
    client.destroy();
    await dynamodb.stop();
  }
};

const schemas = async (folder: string): Promise<Note> => {
  const { file } = bundleContestant(folder, 'schemas');
  const { readers }: typeof import('../contestants/schemas.ts') = await import(
    pathToFileURL(file).href
  );
  const { object } = JSON.parse(sample('payments', 'refund.settled').toString()).data;
  const paired = await interleave({
    valibot: () => readers.valibot(object),
    zod: () => readers.zod(object),
    own: () => readers.own(object),
  });
  return {
    about: 'a schema of a refund',
    columns: ['library', 'µs CPU'],
    lines: [
      ['Zod', paired.median.zod],
      ['Valibot', paired.median.valibot],
      ['Valibot with our fields, which normalise besides', paired.median.own],
    ],
  };
};

/** No bar: what others use for the same. */
export const peers = async (folder: string): Promise<Findings> => ({
  rows: [],
  notes: [
    await idempotence(join(folder, 'contestants')),
    await schemas(join(folder, 'contestants')),
  ],
});
