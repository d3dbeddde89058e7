import type { Command } from 'commander';
import { createProgram } from './program.ts';

const WIDTH = 100;

/** Every command that runs, the parts of one after it. */
const commandsOf = (parent: Command): readonly Command[] =>
  parent
    .createHelp()
    .visibleCommands(parent)
    .flatMap((command) => (command.name() === 'help' ? [] : [command, ...commandsOf(command)]));

/** What `--help` prints. */
const helpOf = (command: Command): string => {
  let text = '';
  const writeOut = (part: string): void => {
    text += part;
  };
  command.configureOutput({ writeOut, getOutHelpWidth: () => WIDTH, getOutHasColors: () => false });
  command.outputHelp();
  return text.trim();
};

const titleOf = (command: Command): string => {
  const { parent } = command;
  return parent?.parent ? `${titleOf(parent)} ${command.name()}` : command.name();
};

/** The tool's reference: the `--help` of every command. */
export const reference = (): string => {
  const program = createProgram();
  const sections = commandsOf(program).map(
    (command) => `## ${titleOf(command)}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``,
  );
  const start = '# The `webhooks` tool\n\nThe `--help` of each command. Written by `npm run docs`.';
  return `${[start, ...sections].join('\n\n')}\n`;
};

/** A table of the commands, each with what it does. */
export const commandTable = (): string => {
  const rows = commandsOf(createProgram()).map((command) => {
    const title = titleOf(command);
    const words = command.registeredArguments.map((argument) => {
      const word = `${argument.name()}${argument.variadic ? '…' : ''}`;
      return argument.required ? `<${word}>` : `[${word}]`;
    });
    const anchor = title.replaceAll(' ', '-');
    return `| [\`${[title, ...words].join(' ')}\`](REFERENCE.md#${anchor}) | ${command.description()} |`;
  });
  return ['| Command | |', '| --- | --- |', ...rows].join('\n');
};
