import { parseArgs } from 'node:util';

export interface LoadOptions {
  readonly seed: string;
  readonly events: number;
  readonly noise: number;
  readonly json: boolean;
}

const help = `Usage: npm run test:load -- [options]

  --events <n>   events to send (5,000; 600 with --short); 100000 is the long form
  --noise <n>    events of the noisy account beside the quiet ones (1,000; 300 with --short)
  --seed <text>  draws the traffic from it; by default the day
  --short        in about a minute
  --json         print the results as JSON

Example: npm run test:load -- --events 100000`;

/** Reads the command line; ends the process for --help. */
export const readLoadOptions = (): LoadOptions => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      events: { type: 'string' },
      noise: { type: 'string' },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit();
  }
  const { seed, short, json } = values;
  return {
    seed,
    json,
    events: Number(values.events ?? (short ? 600 : 5_000)),
    noise: Number(values.noise ?? (short ? 300 : 1_000)),
  };
};
