import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { variablesOf } from '../../../bin/local/lambda/variables.ts';
import { samplesOf } from '../../support/samples.ts';
import { bundleContestant, mockedTransport } from '../measure/bundle.ts';
import { runQuietly } from '../measure/quiet.ts';
import { batchOf } from '../metered/batch.ts';
import { functionOf } from '../metered/functions.ts';
import { synthesizedTemplates } from '../metered/templates.ts';
import type { Findings } from '../row.ts';

const DELAY_MILLISECONDS = 5;
const BATCH = 10;

const count = v.number();
const findings = v.object({ floor: count, ours: count, naive: count, ratio: count });

const nowhere = { dynamodb: 'http://none', sqs: 'http://none', secretsmanager: 'http://none' };

/** Bar 10: ten records beside one, where each request takes 5 ms. */
export const batch = async (folder: string): Promise<Findings> => {
  const { application } = synthesizedTemplates(join(folder, 'cdk.out'));
  const { file } = bundleContestant(folder, 'consumer-run', { alias: mockedTransport });
  const event = join(folder, 'event.json');
  const bodies = samplesOf('payments').filter(({ name }) => name.startsWith('payment_attempt.'));
  writeFileSync(event, JSON.stringify(batchOf(bodies.slice(0, BATCH).map(({ body }) => body))));
  const found = v.parse(
    findings,
    await runQuietly(file, {
      ...variablesOf(functionOf(application, 'payments'), nowhere),
      BENCH_EVENT: event,
      BENCH_DELAY: String(DELAY_MILLISECONDS),
    }),
  );
  const { floor, ours, naive, ratio } = found;
  const milliseconds = { floor: floor / 1_000, ours: ours / 1_000, naive: naive / 1_000 };
  const what = 'batch of 10 ÷ batch of 1, each request 5 ms';
  return {
    rows: [{ ...milliseconds, bar: 10, what, unit: 'ms', ratio, limit: 3, isTimed: true }],
  };
};
