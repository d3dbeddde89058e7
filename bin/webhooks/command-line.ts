import { join } from 'node:path';
import type { Command } from 'commander';
import { isShown } from './printable.ts';
import { givenPath, isInProject, projectRoot } from './working-folder.ts';

/** Which pipeline a command is about: without a stage the local one, which is kept in a folder. */
export interface Pipeline {
  readonly stage?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly folder?: string | undefined;
}

/** What a command of the tool is given. */
interface Given {
  /** Ids and other words that may come from an event. */
  readonly operands?: readonly string[];
  readonly options?: readonly string[];
  /** Where the command has to look; none where it needs no pipeline. */
  readonly pipeline?: Pipeline;
}

/** Options that say which pipeline a command is about. */
const pipelineOptions = ['stage', 'profile', 'region'] as const;

const usualFolder = join(projectRoot, '.local');

/** Where the local pipeline keeps its state: the same folder wherever a person works. */
export const localFolder = (): string => givenPath(process.env['LOCAL_DIR'] || usualFolder);

const codeOf = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
};

/**
 * A text as one word of a shell's command line. With characters that are not shown it is `$'…'`,
 * which bash, zsh and ksh read: https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 */
export const quoted = (text: string): string => {
  if (/^[\w./:@%+,-][\w./:@%+,=-]*$/.test(text)) return text;
  if (isShown(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const characters = [...text].map((character) => {
    // An interactive bash would take `!` for one of its history.
    return isShown(character) && !/['\\!]/.test(character) ? character : codeOf(character);
  });
  return `$'${characters.join('')}'`;
};

/** npm for this project, wherever a person works. */
const npm = (): string => (isInProject() ? 'npm' : `npm --prefix ${quoted(projectRoot)}`);

const flagsOf = (pipeline: Pipeline): readonly string[] =>
  pipelineOptions.flatMap((name) => {
    const value = pipeline[name];
    return value === undefined ? [] : [`--${name}`, value];
  });

/** What leads the AWS CLI where a pipeline is, to be put behind a command. */
export const awsFlags = ({ profile, region }: Pipeline): string =>
  flagsOf({ profile, region })
    .map((word) => ` ${quoted(word)}`)
    .join('');

/** The folder of a local pipeline that the tool would not look in by itself. */
const unusualFolder = ({ stage, folder = localFolder() }: Pipeline): string | undefined =>
  stage !== undefined || folder === usualFolder ? undefined : folder;

/**
 * A command of the tool, to be pasted in any folder.
 * @param command its name, such as `secrets add`.
 */
export const commandLine = (
  command: string,
  { operands = [], options = [], pipeline }: Given = {},
): string => {
  const flags = pipeline === undefined ? [] : flagsOf(pipeline);
  const words = operands.some((operand) => operand.startsWith('-'))
    ? [...options, ...flags, '--', ...operands]
    : [...operands, ...options, ...flags];
  const folder = pipeline && unusualFolder(pipeline);
  return [
    ...(folder === undefined ? [] : [`LOCAL_DIR=${quoted(folder)}`]),
    `${npm()} run webhooks --`,
    command,
    ...words.map(quoted),
  ].join(' ');
};

/**
 * The options of a command line, to be printed again but for these and those of its pipeline.
 * @param without what others take the place of, by their long flags.
 */
export const givenOptions = (
  command: Command,
  without: readonly string[] = [],
): readonly string[] => {
  const omitted = [...pipelineOptions.map((name) => `--${name}`), ...without];
  return command.options.flatMap((option) => {
    const { long } = option;
    const name = option.attributeName();
    if (!long || omitted.includes(long) || command.getOptionValueSource(name) !== 'cli') return [];
    const value: unknown = command.getOptionValue(name);
    return value === true ? [long] : [long, String(value)];
  });
};

/** What starts the local pipeline, to be pasted in any folder. */
export const startLine = (options: readonly string[] = [], pipeline: Pipeline = {}): string => {
  const folder = unusualFolder(pipeline);
  const words = [...options, ...(folder === undefined ? [] : ['--dir', folder])];
  const given = words.length === 0 ? '' : ` -- ${words.map(quoted).join(' ')}`;
  return `${npm()} start${given}`;
};

/** A command of CDK upon a stage, to be pasted in any folder: a script, so that npm fetches nothing. */
export const cdkLine = (
  words: readonly string[],
  { stage = 'dev', profile, region }: Pipeline,
): string => {
  const all = [...words, '-c', `stage=${stage}`, ...flagsOf({ profile })];
  const variable = region === undefined ? '' : `AWS_REGION=${quoted(region)} `;
  return `${variable}${npm()} run cdk -- ${all.map(quoted).join(' ')}`;
};

/**
 * A help's text, in which the examples, on indented lines, begin as {@link commandLine} has them.
 * @returns what commander asks when it prints the help: where a person works is known only then.
 */
export const helpText = (text: string) => (): string =>
  text.replaceAll(/^( {2}.*?)\bwebhooks (?=[a-z])/gm, `$1${npm()} run webhooks -- `);
