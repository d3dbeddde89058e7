import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';
import { isShown } from './printable.ts';
import { givenPath, isInProject } from './working-folder.ts';
import { wrapped } from './wrapped.ts';

/** The pipeline of a command: without a stage the local one, which is stored in a folder. */
export interface PipelineOptions {
  readonly stage?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** What the names of its restored tables end with; without it the tables in use. */
  readonly restored?: string | undefined;
  readonly folder?: string | undefined;
}

/** The arguments of a printed command. */
interface Given {
  /** Ids and other words that may come from an event. */
  readonly operands?: readonly string[];
  readonly options?: readonly string[];
  /** The pipeline of the command; none where it needs none. */
  readonly pipeline?: PipelineOptions;
}

/** Options that select the pipeline of a command. */
export const pipelineOptions = ['stage', 'profile', 'region', 'restored'] as const;

const defaultFolder = join(projectRoot, '.local');

/** The state folder of the local pipeline, independent of the working folder. */
export const localFolder = (): string => givenPath(process.env['LOCAL_DIR'] || defaultFolder);

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

/** npm for this project, from any folder. */
const npm = (): string => (isInProject() ? 'npm' : `npm --prefix ${quoted(projectRoot)}`);

/** The environment variable that names the stage of a command without `--stage`. */
export const STAGE_VARIABLE = 'AIRWALLEX_STAGE';

/** The value of `--stage` for the local pipeline: no stage can have this name. */
export const LOCAL_STAGE = 'local';

/** Whether the value of `--stage`, or of its variable, means the local pipeline. */
export const isLocalStage = (stage: string | undefined): boolean =>
  stage === LOCAL_STAGE || stage === '';

/** What directs a command to a pipeline; the local one has to be named where a stage is the default. */
const selection = (pipeline: PipelineOptions): readonly string[] =>
  pipeline.stage === undefined && !isLocalStage(process.env[STAGE_VARIABLE] ?? '')
    ? ['--stage', LOCAL_STAGE, ...flagsOf(pipeline)]
    : flagsOf(pipeline);

const flagsOf = (pipeline: PipelineOptions): readonly string[] =>
  pipelineOptions.flatMap((name) => {
    const value = pipeline[name];
    return value === undefined ? [] : [`--${name}`, value];
  });

/** The flags that direct the AWS CLI to a pipeline, to append to a command. */
export const awsFlags = ({ profile, region }: PipelineOptions): string =>
  flagsOf({ profile, region })
    .map((word) => ` ${quoted(word)}`)
    .join('');

/** The folder of a local pipeline, where it is not the default one. */
const nonDefaultFolder = ({
  stage,
  folder = localFolder(),
}: PipelineOptions): string | undefined =>
  stage !== undefined || folder === defaultFolder ? undefined : folder;

/**
 * A command of the tool that can be pasted in any folder.
 * @param command its name, such as `secrets add`.
 */
export const commandLine = (
  command: string,
  { operands = [], options = [], pipeline }: Given = {},
): string => {
  const flags = pipeline === undefined ? [] : selection(pipeline);
  const words = operands.some((operand) => operand.startsWith('-'))
    ? [...options, ...flags, '--', ...operands]
    : [...operands, ...options, ...flags];
  const folder = pipeline && nonDefaultFolder(pipeline);
  return [
    ...(folder === undefined ? [] : [`LOCAL_DIR=${quoted(folder)}`]),
    `${npm()} run webhooks --`,
    command,
    ...words.map(quoted),
  ].join(' ');
};

/** The command that starts the local pipeline, which can be pasted in any folder. */
export const startLine = (
  options: readonly string[] = [],
  pipeline: PipelineOptions = {},
): string => {
  const folder = nonDefaultFolder(pipeline);
  const words = [...options, ...(folder === undefined ? [] : ['--dir', folder])];
  const given = words.length === 0 ? '' : ` -- ${words.map(quoted).join(' ')}`;
  return `${npm()} start${given}`;
};

/** A CDK command for a stage that can be pasted in any folder: a script, so that npm fetches nothing. */
export const cdkLine = (
  words: readonly string[],
  { stage = 'dev', profile, region }: PipelineOptions,
): string => {
  const all = [...words, '-c', `stage=${stage}`, ...flagsOf({ profile })];
  const variable = region === undefined ? '' : `AWS_REGION=${quoted(region)} `;
  return `${variable}${npm()} run cdk -- ${all.map(quoted).join(' ')}`;
};

/** The command that brings a pipeline to this checkout's version: it starts the local one, or deploys the stage. */
export const upgradeLine = (pipeline: PipelineOptions): string =>
  pipeline.stage === undefined ? startLine([], pipeline) : cdkLine(['deploy', '--all'], pipeline);

/** What commander passes when it prints a help. */
interface HelpContext {
  readonly command: { configureOutput(): { getOutHelpWidth?(): number | undefined } };
}

const HELP_WIDTH = 80;

/**
 * A help text: its paragraphs, a line each, are as wide as the terminal; its examples, on indented lines,
 * begin as those of {@link commandLine}.
 * @returns a function that commander calls when it prints the help: working folder and terminal are known
 * only then.
 */
export const helpText =
  (text: string) =>
  (context?: HelpContext): string => {
    const width = context?.command.configureOutput().getOutHelpWidth?.() ?? HELP_WIDTH;
    return text
      .replaceAll(/^( {2}.*?)\bwebhooks (?=[a-z])/gm, `$1${npm()} run webhooks -- `)
      .split('\n')
      .flatMap((line) => (line.startsWith(' ') ? [line] : wrapped(line, width)))
      .join('\n');
  };
