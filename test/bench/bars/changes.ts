import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { changeEnvironmentNames, environmentNames } from '../../../functions/shared/environment.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';
import { runtimes } from '../../support/runtimes.ts';
import { samplesOf } from '../../support/samples.ts';
import { delivery, recordsFrom } from '../../support/tables/expected-records.ts';
import { changesBill } from '../cost/changes.ts';
import { totalOf } from '../cost/model.ts';
import { bundleContestant, mockedTransport } from '../measure/bundle.ts';
import { runQuietly } from '../measure/quiet.ts';
import type { Findings, Row } from '../row.ts';

const count = v.number();
const findings = v.object({ floor: count, ours: count, ratio: count });

/** Records that Lambda gives the publisher at once: as many as its event source takes at most. */
const BATCH = 100;

const streamArn =
  'arn:aws:dynamodb:us-east-1:123456789012:table/payments/stream/2026-11-28T00:00:00.000';

/** A batch of a stream: each record of the samples as it becomes another one. */
const streamBatch = () => {
  const records = runtimes.flatMap((runtime) =>
    recordsFrom(
      samplesOf(runtime.domain.name).map(({ body }, index) => delivery(body, Date.now() + index)),
      runtime,
    ).flat(),
  );
  return {
    Records: Array.from({ length: BATCH }, (_, index) => {
      const record = records[index % records.length];
      if (!record) throw new Error('There are no samples.');
      const item = toItem(stateItem({ ...record, pk: `${record.pk}${index}` }));
      return {
        eventSourceARN: streamArn,
        dynamodb: {
          SequenceNumber: String(index),
          Keys: { pk: item['pk'], sk: item['sk'] },
          OldImage: { ...item, version: { S: '' }, status: { S: 'before' } },
          NewImage: item,
        },
      };
    }),
  };
};

/** Bar 17: what it takes to publish a change, beside sending it, and what that costs. */
export const changes = async (folder: string): Promise<Findings> => {
  const { file } = bundleContestant(folder, 'publisher-run', { alias: mockedTransport });
  const event = join(folder, 'event.json');
  const batch = streamBatch();
  writeFileSync(event, JSON.stringify(batch));
  const found = v.parse(
    findings,
    await runQuietly(file, {
      [changeEnvironmentNames.changesTopic]: 'arn:aws:sns:us-east-1:123456789012:changes.fifo',
      [changeEnvironmentNames.unpublishedQueue]: 'http://none',
      [environmentNames.metricsNamespace]: 'bench',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      BENCH_EVENT: event,
    }),
  );
  const rows: readonly Row[] = [
    {
      ...found,
      bar: 17,
      what: 'publisher ÷ a bare publish, batches of 100',
      unit: 'µs CPU a change',
      limit: 1.5,
      isTimed: true,
    },
    {
      bar: 17,
      what: 'a million changes published, batches of 10',
      unit: '$',
      floor: 0,
      ours: totalOf(changesBill(10)),
      limit: 0.5,
      isTimed: false,
    },
  ];
  return { rows };
};
