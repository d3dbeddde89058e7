import * as fc from 'fast-check';
import { domains } from '../../functions/domains.ts';
import type { DomainRecord } from '../../functions/shared/record/domain-record.ts';
import { createPipeline, type Pipeline } from '../support/pipeline/pipeline.ts';
import { samplesOf } from '../support/samples.ts';

const samples = domains.flatMap(({ name: domain }) =>
  samplesOf(domain).map((sample) => ({ ...sample, domain })),
);

const recordsOf = (pipeline: Pipeline, domain: string): DomainRecord[] => [
  ...(pipeline.stores.get(domain)?.records.values() ?? []),
];

const DAY = 86_400_000;

/** The event as it would have been sent a day earlier: with another id, and all times a day earlier. */
const dayBefore = (body: Buffer): Buffer => {
  const earlier = (text: string): string =>
    new Date(Date.parse(text.replace(/\+0000$/, 'Z')) - DAY).toISOString();
  const times = /^(?:created_?at|updated_?at)$/i;
  const json = JSON.parse(body.toString(), (name, value) =>
    times.test(name) && typeof value === 'string' ? earlier(value) : value,
  );
  return Buffer.from(JSON.stringify({ ...json, id: `${json.id}-before` }));
};

const SENT_AT = Date.UTC(2026, 10, 20);

describe.each(samples)('$file', ({ domain, body, name }) => {
  it('results in records that name the event that set them', async () => {
    const pipeline = createPipeline();
    expect(await pipeline.post(body)).toBe(200);
    await pipeline.drain();
    const records = recordsOf(pipeline, domain);
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) expect(record).toMatchObject({ eventName: name, tiedWith: [] });
    expect([...(pipeline.stores.get(domain)?.events.values() ?? [])]).toMatchObject([
      { outcome: 'accepted', name, issues: [] },
    ]);
  });

  it('changes nothing when it is delivered again', async () => {
    const pipeline = createPipeline();
    await pipeline.post(body, { sentAt: SENT_AT });
    await pipeline.drain();
    const before = pipeline.tables();
    await pipeline.post(body, { sentAt: SENT_AT + 60_000 });
    await pipeline.drain();
    expect(pipeline.tables()).toBe(before);
  });

  it('remains in effect when an older event of the same object arrives after it', async () => {
    const pipeline = createPipeline();
    await pipeline.post(body, { sentAt: SENT_AT });
    await pipeline.drain();
    const before = recordsOf(pipeline, domain);
    await pipeline.post(dayBefore(body), { sentAt: SENT_AT - DAY });
    await pipeline.drain();
    expect(recordsOf(pipeline, domain)).toEqual(expect.arrayContaining(before));
  });

  it('is refused if its body was changed', async () => {
    const pipeline = createPipeline();
    const tampered = Buffer.from(body.toString().replace(/"id":"(.)/, '"id":"x$1'));
    expect(await pipeline.post(tampered, { signed: body })).toBe(401);
    expect([...pipeline.queued.values()].flat()).toEqual([]);
  });
});

describe('all samples together', () => {
  const run = async (order: readonly (typeof samples)[number][], batchSize: number) => {
    const pipeline = createPipeline();
    const seen = new Map<string, number>();
    for (const { body, file } of order) {
      const times = seen.get(file) ?? 0;
      seen.set(file, times + 1);
      // An event without a time of its own is ordered by when it was first sent.
      const sentAt = SENT_AT + samples.findIndex((sample) => sample.file === file);
      await pipeline.post(body, { sentAt: sentAt + times * 1_000_000 });
    }
    await pipeline.drain(batchSize);
    return pipeline.tables();
  };

  it('result in the same tables in any order, any batches and with any repetition', async () => {
    const expected = await run(samples, 10);
    expect(await run(samples.toReversed(), 10)).toBe(expected);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...samples, ...samples], { minLength: samples.length * 2 }),
        fc.integer({ min: 1, max: 10 }),
        async (order, batchSize) => {
          expect(await run(order, batchSize)).toBe(expected);
        },
      ),
      { numRuns: 10 },
    );
  });
});
