import type { Publication } from '../../../functions/publisher/publication.ts';
import { type PublisherDependencies, publish } from '../../../functions/publisher/publish.ts';
import type { StreamRecord } from '../../../functions/publisher/stream.ts';
import type { Refusal } from '../../../functions/publisher/topic.ts';
import type { UnpublishedChange } from '../../../functions/publisher/unpublished.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { intentItem, STREAM, streamRecord } from '../../support/changes/changes.ts';
import { linesLog } from '../../support/lines.ts';

const throttled: Refusal = { isFinal: false, reason: 'Throttled' };
const invalid: Refusal = { isFinal: true, reason: 'InvalidParameter' };

const sequenceOf = ({ reference }: Publication): number => Number(reference.sequenceNumber);

/** A topic that refuses as a test wants, and what was asked of it. */
const setUp = (
  refuse: (sequenceNumber: number, time: number) => Refusal | undefined = () => undefined,
  overrides: Partial<PublisherDependencies> = {},
) => {
  const requests: (readonly number[])[] = [];
  const published: Publication[] = [];
  const kept: UnpublishedChange[] = [];
  const pauses: number[] = [];
  const tries = new Map<number, number>();
  const log = linesLog();
  let time = 1_772_359_300_000;
  const dependencies: PublisherDependencies = {
    topic: {
      publish: async (publications) => {
        requests.push(publications.map(sequenceOf));
        time += 1;
        return publications.map((publication) => {
          const sequence = sequenceOf(publication);
          tries.set(sequence, (tries.get(sequence) ?? 0) + 1);
          const refusal = refuse(sequence, tries.get(sequence) ?? 0);
          if (refusal === undefined) published.push(publication);
          return refusal;
        });
      },
    },
    unpublished: { keep: async (change) => void kept.push(change) },
    log,
    now: () => time,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      time += milliseconds;
    },
    timeout: 10_000,
    ...overrides,
  };
  return {
    requests,
    kept,
    pauses,
    log,
    published,
    run: (...Records: StreamRecord[]) => publish({ Records }, dependencies),
    sequences: () => published.map(sequenceOf),
  };
};

/** A record of a stream: an intent gets a status. */
const status = (sequence: number, id: string, value = `S${sequence}`): StreamRecord =>
  streamRecord(sequence, intentItem(id), intentItem(id, { status: value }));

describe('the publisher', () => {
  it('publishes what records changed, by group, position and a deduplication id of the stream', async () => {
    const { run, published, log } = setUp();
    expect(await run(status(7, 'int_1'))).toEqual({ batchItemFailures: [] });
    const [publication] = published;
    expect(publication?.deduplicationId).toBe(sha256(`${STREAM} 7`));
    expect(publication?.groupId).toBe(sha256('payment_intent#int_1\npayment_intent'));
    expect(JSON.parse(publication?.message.body ?? '')).toMatchObject({
      position: `2026-03-01T10:00:00.000#${'7'.padStart(40, '0')}`,
      publishedAt: '2026-03-01T10:01:40.000Z',
      becomes: 'S7',
      record: { id: 'int_1', status: 'S7' },
    });
    expect(log.lines).toEqual([
      {
        ...{ message: 'published', published: 1, unchanged: 0, unpublished: 0, failed: 0 },
        ...{ notOurs: 0, reason: undefined },
      },
    ]);
  });

  it('publishes nothing of what changed no attribute, and of what is no record of ours', async () => {
    const { run, requests, log } = setUp();
    const note = { pk: { S: 'note' }, sk: { S: 'note' } };
    await run(
      streamRecord(1, intentItem('int_1'), { ...intentItem('int_1'), version: { S: 'v2' } }),
      streamRecord(2, undefined, note),
      { eventSourceARN: STREAM },
    );
    expect(requests).toEqual([]);
    expect(log.lines).toMatchObject([{ unchanged: 1, notOurs: 2, published: 0 }]);
  });

  it('publishes at most ten changes in a request, and of a record one', async () => {
    const { run, requests } = setUp();
    await run(
      status(1, 'a'),
      status(2, 'b'),
      status(3, 'a'),
      ...Array.from({ length: 10 }, (_, index) => status(index + 4, `c${index}`)),
      status(14, 'a'),
    );
    expect(requests).toEqual([[1, 2, 4, 5, 6, 7, 8, 9, 10, 11], [3, 12, 13], [14]]);
  });

  it('publishes at most 256 KB in a request, and keeps the order of a record that waits for room', async () => {
    const { run, requests } = setUp();
    const large = (sequence: number, id: string) => status(sequence, id, 'x'.repeat(150_000));
    await run(large(1, 'a'), large(2, 'b'), status(3, 'b'), status(4, 'c'));
    expect(requests).toEqual([[1, 4], [2], [3]]);
  });

  it('publishes a change again that the service refused, after a pause', async () => {
    const { run, requests, pauses } = setUp((sequence, time) =>
      sequence === 1 && time <= 2 ? throttled : undefined,
    );
    expect(await run(status(1, 'a'), status(2, 'b'))).toEqual({ batchItemFailures: [] });
    expect(requests).toEqual([[1, 2], [1], [1]]);
    expect(pauses).toEqual([100, 400]);
  });

  it('publishes nothing after a failure, so that nothing is out of order, and has all from there on come back', async () => {
    const { run, requests, sequences, log } = setUp((sequence) =>
      sequence === 2 ? throttled : undefined,
    );
    const records = [status(1, 'a'), status(2, 'b'), status(3, 'a'), status(4, 'b')];
    expect(await run(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(requests).toEqual([[1, 2], [2], [2], [2]]);
    expect(sequences()).toEqual([1]);
    expect(log.lines).toMatchObject([{ published: 1, failed: 3, reason: 'Throttled' }]);
  });

  it('stops in time, and has the rest come back', async () => {
    const { run, sequences } = setUp(undefined, { timeout: 2 });
    const records = [status(1, 'a'), status(2, 'a'), status(3, 'a')];
    expect(await run(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
    expect(sequences()).toEqual([1, 2]);
  });

  it('keeps what SNS never takes where a person finds it, without its contents, and goes on', async () => {
    const { run, kept, sequences, log } = setUp((sequence) =>
      sequence === 1 ? invalid : undefined,
    );
    const records = [status(1, 'a', 's3cret'), status(2, 'a')];
    expect(await run(...records)).toEqual({ batchItemFailures: [] });
    expect(kept).toEqual([
      {
        ...{ domain: 'payments', pk: 'payment_intent#a', sk: 'payment_intent', version: 'v1' },
        ...{ eventId: 'evt_1', sequenceNumber: '1', reason: 'InvalidParameter' },
      },
    ]);
    expect(sequences()).toEqual([2]);
    expect(log.lines).toMatchObject([{ published: 1, unpublished: 1, failed: 0 }]);
    expect(JSON.stringify(log.lines)).not.toContain('s3cret');
  });

  it('keeps a change that cannot be read as well, once all before it is published', async () => {
    const broken = streamRecord(2, undefined, {
      ...intentItem('b'),
      get status(): never {
        throw new TypeError('s3cret');
      },
    });
    const { run, kept, requests } = setUp();
    expect(await run(status(1, 'a'), broken, status(3, 'b'))).toEqual({ batchItemFailures: [] });
    expect(kept).toMatchObject([{ pk: 'payment_intent#b', reason: 'TypeError' }]);
    expect(requests).toEqual([[1], [3]]);
  });

  it('loses no change that it can neither publish nor keep', async () => {
    const { run, sequences, log } = setUp((sequence) => (sequence === 1 ? invalid : undefined), {
      unpublished: {
        keep: async () => {
          throw new Error('s3cret');
        },
      },
    });
    const records = [status(1, 'a'), status(2, 'a'), status(3, 'b')];
    expect(await run(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(sequences()).toEqual([3]);
    expect(log.lines).toMatchObject([{ published: 1, unpublished: 0, failed: 2, reason: 'Error' }]);
  });
});
