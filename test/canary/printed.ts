import { createProgram } from '../../bin/webhooks/program.ts';
import { setEnvironment } from '../support/aws/environment.ts';

/**
 * Runs a command line of the tool against the pipeline of a folder. Returns everything that a person
 * sees of it: its output, its progress and its error message.
 */
export const printed = async (dir: string, ...line: readonly string[]): Promise<string> => {
  const seen: string[] = [];
  const see = (text: unknown): boolean => seen.push(String(text)) > 0;
  const write = (text: unknown, ...rest: readonly unknown[]): boolean => {
    for (const done of rest) if (typeof done === 'function') done();
    return see(text);
  };
  const spies = [
    jest.spyOn(console, 'log').mockImplementation(see),
    jest.spyOn(console, 'error').mockImplementation(see),
    jest.spyOn(process.stdout, 'write').mockImplementation(write),
    jest.spyOn(process.stderr, 'write').mockImplementation(write),
  ];
  const leave = setEnvironment({ LOCAL_DIR: dir });
  try {
    const program = (await createProgram(line)).exitOverride();
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync(line, { from: 'user' });
  } catch (error) {
    see(error instanceof Error ? error.stack : error);
  } finally {
    for (const spy of spies) spy.mockRestore();
    leave();
    process.exitCode = undefined;
  }
  return seen.join('\n');
};
