import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Help } from 'commander';
import * as v from 'valibot';
import { projectRoot } from '../../lib/project-root.ts';
import { type CommandEntry, commands } from './commands.ts';
import { PIPELINE_OPTIONS } from './pipeline/options.ts';
import { commandLine } from './terminal/command-line.ts';
import { usageError } from './terminal/failure.ts';
import { commandOutput } from './terminal/output.ts';

/** Help with a command's own options before those that select the pipeline. */
const groupItems: Help['groupItems'] = (all, visible, groupOf) => {
  const groups = new Help().groupItems(all, visible, groupOf);
  const isShared = (title: string): number => Number(title === PIPELINE_OPTIONS);
  return new Map([...groups].sort(([a], [b]) => isShared(a) - isShared(b)));
};

/** The help of the whole tool names its commands only, which are not all loaded. */
const subcommandTerm: Help['subcommandTerm'] = (command) =>
  command.parent?.parent === null ? command.name() : new Help().subcommandTerm(command);

/** The option of commands that change what a pipeline keeps; some have it with a meaning of their own. */
const addYes = (command: Command): void => {
  if (!command.options.some(({ long }) => long === '--yes'))
    command.option('--yes', 'do it also in a stage that retains what it stores (removalPolicy)');
};

/** Loads everything of a command. */
const define = async (command: Command, entry: CommandEntry): Promise<void> => {
  const { load, mutates, parts = [] } = entry;
  (await load?.())?.define(command);
  if (mutates) addYes(command);
  for (const part of parts)
    await define(command.command(part.name).description(part.description), part);
};

/** Commands that earlier versions had, each with what does the same today. */
const removed: Readonly<Record<string, readonly [command: string, options?: readonly string[]]>> = {
  get: ['show'],
  why: ['show'],
  tail: ['events', ['--follow']],
  list: ['send', ['--list']],
};

/** Adds the removed commands, which no help lists: each answers with the one to use. */
const addRemoved = (program: Command): void => {
  for (const [name, [command, options = []]] of Object.entries(removed))
    program
      .command(name, { hidden: true })
      .argument('[words...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(() => {
        throw usageError(
          `"${name}" is now "${[command, ...options].join(' ')}": ${commandLine(command, { options: [...options, '--help'] })}`,
        );
      });
};

const packageFile = v.object({ version: v.string() });

const versionOf = (file: string): string =>
  v.parse(packageFile, JSON.parse(readFileSync(file, 'utf8'))).version;

/**
 * The tool. Loading every command would take several times as long as most of them do.
 * @param words the command line: only commands that it names are loaded; without it all are.
 */
export const createProgram = async (words?: readonly string[]): Promise<Command> => {
  const program = new Command('webhooks')
    .description(
      'Send sample webhooks to the pipeline, look at the results, prove that nothing is lost, and fix what is wrong.',
    )
    .version(versionOf(join(projectRoot, 'package.json')))
    .configureOutput(commandOutput)
    .configureHelp({ groupItems, subcommandTerm })
    .showHelpAfterError('(--help shows how)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 usage, 2 not found, 3 a check failed, 4 could not be checked, 130 interrupted',
    );
  for (const [heading, entries] of Object.entries(commands)) {
    program.commandsGroup(heading);
    for (const entry of entries) {
      const command = program.command(entry.name).description(entry.description);
      if (words?.includes(entry.name) ?? true) await define(command, entry);
    }
  }
  addRemoved(program);
  return program.commandsGroup('Other:').helpCommand(true);
};
