import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from './project-root.ts';
import { reactionDefinition } from './reaction-definition.ts';
import { checked } from './validation.ts';

/** Longer words would not fit into the names that its queues have in every stage. */
const MOST_CHARACTERS = 24;

const fileName = v.pipe(
  v.string(),
  v.maxLength(MOST_CHARACTERS, `name it by at most ${MOST_CHARACTERS} characters`),
  v.regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    'name it by words of lower-case letters and digits, with hyphens between them: release-order.ts',
  ),
);

/** A reaction to changes, as infrastructure knows it. */
export interface ReactionEntry {
  /** As of its file. */
  readonly name: string;
  /** What its file exports, which is the handler of its function. */
  readonly exportName: string;
  /** The path of its file. */
  readonly file: string;
  readonly definition: v.InferOutput<typeof reactionDefinition>;
}

/** What a function needs beside the time that a change may take: kit and Lambda end it in good order. */
const SLACK_SECONDS = 5;

/** The time-out of a reaction's function, in seconds. */
export const functionSeconds = ({ definition: { timeoutSeconds } }: ReactionEntry): number =>
  timeoutSeconds + SLACK_SECONDS;

const folder = join(projectRoot, 'functions/reactions');
const load = createRequire(import.meta.filename);

/**
 * The reactions of a folder, sorted by name.
 * @throws Error with the file and what to correct in it, when no infrastructure can be made of it.
 */
export const readReactions = (from = folder): readonly ReactionEntry[] =>
  existsSync(from)
    ? readdirSync(from)
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => readReaction(join(from, file)))
    : [];

const readReaction = (file: string): ReactionEntry => {
  const title = `functions/reactions/${basename(file)}`;
  const name = checked(fileName, basename(file, '.ts'), title);
  const exportName = name.replaceAll(/-([a-z0-9])/g, (_hyphen, first) => first.toUpperCase());
  const reactions = Object.entries(exportsOf(file, title)).filter(([, one]) => isReaction(one));
  checked(
    exporting(exportName),
    reactions.map(([one]) => one),
    title,
  );
  const [written] = reactions.map(([, one]) => Object(one).definition);
  return { name, exportName, file, definition: checked(reactionDefinition, written, title) };
};

const exporting = (exportName: string) =>
  v.pipe(
    v.array(v.string()),
    v.check(
      (names) => names.join() === exportName,
      ({ input }) =>
        `export exactly one reaction, "export const ${exportName} = reaction({ … })": it exports ${input.join(' and ') || 'none'}`,
    ),
  );

const isReaction = (value: unknown): boolean =>
  typeof value === 'function' && Object.hasOwn(value, 'definition');

/** What a file exports; loading it does nothing else, as functions/reactions/README.md asks. */
const exportsOf = (file: string, title: string): object => {
  try {
    return load(file);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`${title} cannot be loaded: ${cause}`, { cause: error });
  }
};
