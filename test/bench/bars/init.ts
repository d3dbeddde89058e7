import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { variablesOf } from '../../../bin/local/lambda/variables.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { bundleContestant, bundleFunction, naiveOptions } from '../measure/bundle.ts';
import { coldStarts } from '../measure/cold.ts';
import { type Start, startInterleaved } from '../measure/starts.ts';
import { startMeteredAws } from '../metered/aws.ts';
import { batchOf } from '../metered/batch.ts';
import { functionOf } from '../metered/functions.ts';
import { requestOf, SECRET, secretText } from '../metered/journey.ts';
import { oneKilobyte } from '../metered/kilobyte.ts';
import { synthesizedTemplates } from '../metered/templates.ts';
import type { Findings, Note, Row } from '../row.ts';

const bootstrap = join(projectRoot, 'bin/local/lambda/bootstrap.ts');
const MEGABYTE = 1_048_576;
const MILLISECOND = 1_000;

/** What a function's start may cost, in starts of bare Node. */
const initBars = { ingress: 3.3, payments: 3.4 };

/** Without credentials a start sends no request: what is left is what loading takes. */
const unprimed = (variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => name !== 'AWS_ACCESS_KEY_ID'));

/** Bars 4, 5 and 14: what it takes to start the real bundles, and what is in memory then. */
export const init = async (folder: string): Promise<Findings> => {
  const { application } = synthesizedTemplates(join(folder, 'cdk.out'));
  const aws = await startMeteredAws(application, secretText);
  const script = bundleContestant(folder, 'start').file;
  const bare: Start = { script, module: bundleContestant(folder, 'empty').file };
  const { body } = oneKilobyte();
  const events = { ingress: requestOf(body), payments: batchOf([body]) };

  const measured = async (name: keyof typeof initBars): Promise<readonly Row[]> => {
    const lambda = functionOf(application, name);
    const event = join(folder, `${name}.event.json`);
    writeFileSync(event, JSON.stringify(events[name]));
    const variables = variablesOf(lambda, aws.endpoints);
    const ours = bundleFunction(join(folder, 'ours'), name).file;
    const naive = bundleFunction(join(folder, 'naive'), name, naiveOptions).file;
    const loaded = await startInterleaved({
      bare,
      ours: { script, module: ours, variables: unprimed(variables) },
      naive: { script, module: naive, variables: unprimed(variables) },
    });
    const called = await startInterleaved({
      bare: { ...bare, event },
      ours: { script, module: ours, event, variables },
      naive: { script, module: naive, event, variables },
    });
    const start = loaded.of('init');
    const memory = called.of('rss');
    const milliseconds = { unit: 'ms CPU', isTimed: true };
    const our = start.median.ours / MILLISECOND;
    return [
      {
        bar: 4,
        what: `${name}: loading ÷ bare Node`,
        floor: start.median.bare / MILLISECOND,
        ours: our,
        naive: start.median.naive / MILLISECOND,
        ratio: start.ratio('ours', 'bare'),
        limit: initBars[name],
        ...milliseconds,
      },
      {
        bar: 5,
        what: `${name}: loading ÷ esbuild's defaults`,
        ours: our,
        naive: start.median.naive / MILLISECOND,
        ratio: start.ratio('ours', 'naive'),
        limit: 0.8,
        ...milliseconds,
      },
      {
        bar: 14,
        what: `${name}: memory after the first call, beyond bare Node`,
        unit: 'MB',
        floor: 0,
        ours: (memory.median.ours - memory.median.bare) / MEGABYTE,
        naive: (memory.median.naive - memory.median.bare) / MEGABYTE,
        limit: 28,
        isTimed: true,
      },
    ];
  };

  /** The ingress beside the least that could do its work. */
  const beside = async (): Promise<Note> => {
    const variables = {
      ...variablesOf(functionOf(application, 'ingress'), aws.endpoints),
      BENCH_SECRET: SECRET,
    };
    const event = join(folder, 'ingress.event.json');
    const started = { script, event, variables };
    const { of } = await startInterleaved({
      ours: { ...started, module: bundleFunction(join(folder, 'ours'), 'ingress').file },
      least: { ...started, module: bundleContestant(folder, 'hand-signed').file },
    });
    const line = (name: 'ours' | 'least', what: string) => [
      what,
      of('init').median[name] / MILLISECOND,
      of('call').median[name] / MILLISECOND,
    ];
    return {
      about: 'the ingress beside one without SDK, logger, retries and rotation',
      columns: ['ingress', 'start with its first request, ms CPU', 'first call, ms CPU'],
      lines: [line('least', 'a request signed by hand'), line('ours', 'ours')],
    };
  };

  /** What somebody waits for who comes first, and who comes second. */
  const cold = async (): Promise<Note> => {
    const lines = [];
    for (const name of ['ingress', 'payments'] as const) {
      const code = bundleFunction(join(folder, 'ours'), name).folder;
      const lambda = { ...functionOf(application, name), code };
      const variables = variablesOf(lambda, aws.endpoints);
      const settings = { bootstrap, variables, write: () => {} };
      const { first, second } = await coldStarts(lambda, settings, events[name]);
      lines.push([name, first, second]);
    }
    return {
      about: 'cold starts over the Lambda Runtime API, on this machine',
      columns: ['', 'start and first answer, ms', 'second answer, ms'],
      lines,
    };
  };

  try {
    const rows = [...(await measured('ingress')), ...(await measured('payments'))];
    return { rows: rows.sort((a, b) => a.bar - b.bar), notes: [await beside(), await cold()] };
  } finally {
    aws.stop();
  }
};
