import { stripVTControlCharacters } from 'node:util';
import { createProgram } from '../../../bin/webhooks/program.ts';
import { failureOf } from '../../../bin/webhooks/terminal/failure.ts';
import { setEnvironment } from '../aws/environment.ts';
import { type LocalPipeline, useLocalPipeline } from '../pipeline/local-pipeline.ts';
import { parsedJson } from './shapes.ts';

/** What a run of the tool has come to. */
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The tool as a person runs it. */
export interface LaunchedTool {
  readonly pipeline: LocalPipeline;
  /** Runs a command line in this process. */
  run(...words: readonly string[]): Promise<Ran>;
  /** Runs with `--json`. Gives back what was printed, parsed. */
  json(...words: readonly string[]): Promise<unknown>;
}

/** The tool for all tests of a file, beside a local pipeline of their own. */
export const useLaunchedTool = (): LaunchedTool => {
  const pipeline = useLocalPipeline();
  let leave = () => {};
  beforeEach(() => {
    leave = setEnvironment({ LOCAL_DIR: pipeline.dir });
  });
  afterEach(() => {
    leave();
    process.exitCode = undefined;
  });

  const run = async (...words: readonly string[]): Promise<Ran> => {
    const out = jest.spyOn(console, 'log').mockImplementation();
    const err = jest.spyOn(console, 'error').mockImplementation();
    const said = ({ mock }: typeof out): string =>
      stripVTControlCharacters(mock.calls.flat().join('\n'));
    try {
      const program = await createProgram(words);
      for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])])
        command.exitOverride().configureOutput({ writeErr: console.error });
      let code = 0;
      try {
        await program.parseAsync(words, { from: 'user' });
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        console.error(failure.message);
        code = failure.exitCode;
      }
      return { code, out: said(out), err: said(err) };
    } finally {
      out.mockRestore();
      err.mockRestore();
    }
  };

  return {
    pipeline,
    run,
    json: async (...words) => parsedJson(words, (await run(...words, '--json')).out),
  };
};
