import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';

/**
 * Runs a command line in this process. Gives back what it printed; rejects as it failed.
 * @param add adds the command to a program.
 */
export const printedBy = async (
  add: (program: Command) => void,
  words: readonly string[],
): Promise<string> => {
  const printed = jest.spyOn(console, 'log').mockImplementation();
  // Remarks, unless the test looks at them.
  const remarks = jest.isMockFunction(console.error)
    ? undefined
    : jest.spyOn(console, 'error').mockImplementation();
  try {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    add(program);
    for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
    await program.parseAsync(words, { from: 'user' });
    return stripVTControlCharacters(printed.mock.calls.flat().join('\n'));
  } finally {
    printed.mockRestore();
    remarks?.mockRestore();
  }
};
