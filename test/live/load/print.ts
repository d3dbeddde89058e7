import { styleText } from 'node:util';
import type { Driven } from './drive.ts';
import type { Fairness } from './fairness.ts';
import { highestOf, type Spread, spreadOf } from './figures.ts';
import type { Memory } from './memory.ts';

const bars = [...'▁▂▃▄▅▆▇█'];
const POINTS = 60;

/** Readings over time as a record of bars, each the highest of its part. */
const sparkline = (readings: readonly number[]): string => {
  const points = highestOf(readings, POINTS);
  const most = Math.max(1, ...points);
  return points.map((value) => bars[Math.ceil((value / most) * (bars.length - 1))]).join('');
};

const line = (name: string, text: string): string => `${name.padEnd(28)}${text}`;

const milliseconds = (spread: Spread | undefined): string =>
  spread === undefined
    ? 'none'
    : Object.entries(spread)
        .map(([name, value]) => `${name} ${Math.round(value)} ms`)
        .join('  ');

/** What a run came to, for a person. */
export const printDriven = (driven: Driven, lag: Spread | undefined): string => {
  const { accepted, refused, seconds, acknowledgements, depths, rates } = driven;
  return [
    line('accepted', `${accepted} events in ${seconds.toFixed(0)} s, ${refused} deliveries again`),
    line('acknowledged a second', (acknowledgements.length / seconds).toFixed(1)),
    line('acknowledged after', milliseconds(spreadOf(acknowledgements))),
    line('archived after its receipt', milliseconds(lag)),
    line('rate, over time', `${sparkline(rates)}  at most ${Math.max(0, ...rates).toFixed(0)}/s`),
    line('queue depth, over time', `${sparkline(depths)}  at most ${Math.max(0, ...depths)}`),
  ].join('\n');
};

export const printMemory = (memory: readonly Memory[]): string =>
  memory
    .map(({ name, processes, early, late, most }) =>
      line(
        `memory of ${name}`,
        `early ${early.toFixed(0)} MB  late ${late.toFixed(0)} MB  most ${most.toFixed(0)} MB  ${styleText('dim', `${processes} processes`)}`,
      ),
    )
    .join('\n');

export const printFairness = ({ alone, besideNoise, noisy, noise }: Fairness): string =>
  [
    `\nA noisy account sends ${noise} events, each of five quiet ones a hundredth of them:`,
    line('quiet, alone', milliseconds(alone)),
    line('quiet, beside the noise', milliseconds(besideNoise)),
    line('noisy', milliseconds(noisy)),
    'That is without fair queues: the embedded SQS drops the group of a message. What the group does',
    "by AWS's published rule, `npm run bench:scale` shows.",
  ].join('\n');
