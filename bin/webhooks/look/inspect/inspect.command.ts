import { once } from 'node:events';
import type { Command } from 'commander';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import type { InspectJson } from './json.ts';

interface Options extends TargetOptions {
  readonly port?: number;
  readonly json?: true;
}

/** Waits for Ctrl-C, or another signal that ends a process. A second one ends it at once. */
const stopped = async (): Promise<void> => {
  const ends = new AbortController();
  await Promise.race(
    ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => once(process, name, { signal: ends.signal })),
  );
  ends.abort();
};

/** Prints a description of an error once while it repeats: a page asks again every few seconds. */
const createReport = () => {
  let last = '';
  return (problem: string): void => {
    if (problem !== last) printErr(problem);
    last = problem;
  };
};

/** `webhooks inspect`: the inspector of a pipeline, read only, until Ctrl-C. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option(
      '--port <port>',
      'where to serve it, 0 for any free port; by default 7305, or any free one',
      wholeNumber('--port', { to: 65_535 }),
    )
    .option('--json', 'print { url } instead of the address alone')
    .addHelpText(
      'after',
      helpText(
        '\nThe page is that of npm start, without its form: it only reads, answers on 127.0.0.1 alone, and ends with Ctrl-C. Whoever uses this machine meanwhile can read what your AWS credentials can.\n\nExamples:\n  webhooks inspect --stage prod\n  webhooks inspect --stage dev --region eu-west-1 --port 8080',
      ),
    )
    .action(async ({ port, json, ...options }: Options) => {
      const target = await connect(options);
      // Other commands do not load the pages and their server.
      const { startReader } = await import('../../../inspector/inspector.ts');
      const page = await startReader(target, port, createReport());
      printErr(`Showing ${shown(target.name)}, read only. Press Ctrl-C to stop.`);
      const { url } = page;
      printOut(json ? JSON.stringify({ url } satisfies InspectJson) : url);
      await stopped();
      page.stop();
    });
};
