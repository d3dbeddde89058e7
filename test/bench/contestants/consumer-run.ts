/** Measures a consumer in this process, whose requests are answered after a while: bar 10. */
import { readFileSync, writeSync } from 'node:fs';
import { env, exit } from 'node:process';
import { interleave } from '../measure/pairs.ts';
import { handler, naive } from './consumer.ts';

const batch = JSON.parse(readFileSync(env['BENCH_EVENT'] ?? '', 'utf8'));
const one = { Records: batch.Records.slice(0, 1) };

const answer = await handler(batch);
if (answer.batchItemFailures.length > 0) throw new Error('The consumer failed.');
const paired = await interleave(
  { floor: () => handler(one), ours: () => handler(batch), naive: () => naive(batch) },
  { clock: 'wall', milliseconds: 1 },
);
writeSync(3, JSON.stringify({ ...paired.median, ratio: paired.ratio('ours', 'floor') }));
exit();
