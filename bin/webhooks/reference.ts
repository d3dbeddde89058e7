import { toJsonSchema } from '@valibot/to-json-schema';
import type { Command } from 'commander';
import { createProgram } from './program.ts';
import { shapes } from './shapes.ts';
import { titleOf } from './terminal/title.ts';

const WIDTH = 100;

/** The commands of a program or command that are the project's own, in the order of its help. */
export const ownCommands = (parent: Command): readonly Command[] =>
  parent
    .createHelp()
    .visibleCommands(parent)
    .filter((command) => !['complete', 'help'].includes(command.name()));

/** A command, and the parts of it. */
const withParts = (command: Command): readonly Command[] => [
  command,
  ...ownCommands(command).flatMap(withParts),
];

/** The commands under each heading of the help. */
const commandGroups = (program: Command): ReadonlyMap<string, readonly Command[]> =>
  Map.groupBy(ownCommands(program), (command) => command.helpGroup().replace(/:$/, ''));

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

/** A link to a command's section of the reference. @param file the file of it, from another one. */
const linkTo = (command: Command, text: string, file = ''): string =>
  `[${text}](${file}#${titleOf(command).replaceAll(' ', '-')})`;

/** The JSON Schema of what a command prints, for each set of options. */
const schemasOf = (command: Command): readonly string[] =>
  (shapes[titleOf(command)] ?? []).map(({ with: options, lines, schema }) => {
    const words = ['--json', ...(options === undefined ? [] : [`with ${options}`])].join(' ');
    const { $schema: _draft, ...json } = toJsonSchema(schema, { errorMode: 'throw' });
    return `<details><summary>JSON Schema of <code>${words}</code>${lines ? ', of each line' : ''}</summary>\n\n\`\`\`json\n${JSON.stringify(json)}\n\`\`\`\n\n</details>`;
  });

/** The tool's reference: the `--help` of every command, and the schemas of its JSON. */
export const reference = async (): Promise<string> => {
  const groups = commandGroups(await createProgram());
  const index = [...groups].map(([heading, commands]) => {
    const links = commands.flatMap(withParts).map((one) => linkTo(one, `\`${titleOf(one)}\``));
    return `- **${heading}**: ${links.join(', ')}`;
  });
  const sections = [...groups.values()]
    .flat()
    .flatMap(withParts)
    .map((command) =>
      [
        `## ${titleOf(command)}`,
        `\`\`\`text\n${helpOf(command)}\n\`\`\``,
        ...schemasOf(command),
      ].join('\n\n'),
    );
  const start =
    '# The `webhooks` tool\n\nThe `--help` of each command, and the JSON Schema (draft 7) of what it prints with `--json`. Written by `npm run docs`.';
  return `${[start, index.join('\n'), ...sections].join('\n\n')}\n`;
};

const tableLine = (command: Command): string => {
  const words = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? `<${word}>` : `[${word}]`;
  });
  const usage = `\`${[titleOf(command), ...words].join(' ')}\``;
  return `| ${linkTo(command, usage, 'REFERENCE.md')} | ${command.description()} |`;
};

/** A table of the commands under the headings of the help, each with what it does. */
export const commandTable = async (): Promise<string> => {
  const lines = [...commandGroups(await createProgram())].flatMap(([heading, commands]) => [
    `| **${heading}** | |`,
    ...commands.flatMap(withParts).map(tableLine),
  ]);
  return ['| Command | |', '| --- | --- |', ...lines].join('\n');
};
