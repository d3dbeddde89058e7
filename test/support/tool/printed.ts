import { stripVTControlCharacters } from 'node:util';
import { createProgram } from '../../../bin/webhooks/program.ts';

/** Runs a command line in this process. Gives back what it printed; rejects as it failed. */
export const printedBy = async (words: readonly string[]): Promise<string> => {
  const printed = jest.spyOn(console, 'log').mockImplementation();
  // Remarks, unless the test looks at them.
  const remarks = jest.isMockFunction(console.error)
    ? undefined
    : jest.spyOn(console, 'error').mockImplementation();
  try {
    const program = await createProgram(words);
    for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])])
      command.exitOverride().configureOutput({ writeErr: () => {} });
    await program.parseAsync(words, { from: 'user' });
    return stripVTControlCharacters(printed.mock.calls.flat().join('\n'));
  } finally {
    printed.mockRestore();
    remarks?.mockRestore();
  }
};
