import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { failureOf } from '../../bin/webhooks/failure.ts';
import { createProgram } from '../../bin/webhooks/program.ts';
import type { LocalOutputs } from '../../bin/webhooks/target/outputs.ts';
import { endAll, launch } from '../bin/local/launch.ts';

/** What a run of the tool has come to. */
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The tool beside a local pipeline of its own, as `npm start` runs it. */
export interface LaunchedTool {
  readonly outputs: LocalOutputs;
  /** Where the pipeline keeps its state. */
  readonly dir: string;
  run(...words: readonly string[]): Promise<Ran>;
  /** Runs with `--json`. Gives back what was printed, parsed. */
  json(...words: readonly string[]): Promise<unknown>;
  stop(): Promise<void>;
}

export const launchTool = async (): Promise<LaunchedTool> => {
  const dir = mkdtempSync(join(tmpdir(), 'launched-'));
  const { outputs, end } = await launch(dir);
  const before = process.env['LOCAL_DIR'];
  process.env['LOCAL_DIR'] = dir;

  const run = async (...words: readonly string[]): Promise<Ran> => {
    const out = jest.spyOn(console, 'log').mockImplementation();
    const err = jest.spyOn(console, 'error').mockImplementation();
    const said = ({ mock }: typeof out): string =>
      stripVTControlCharacters(mock.calls.flat().join('\n'));
    try {
      const program = createProgram();
      for (const command of [program, ...program.commands])
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
    outputs,
    dir,
    run,
    json: async (...words) => JSON.parse((await run(...words, '--json')).out),
    stop: async () => {
      if (before === undefined) delete process.env['LOCAL_DIR'];
      else process.env['LOCAL_DIR'] = before;
      await end('SIGTERM');
      endAll();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
