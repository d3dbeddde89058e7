import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { changeKinds, isObjectName } from '../functions/shared/change/kinds.ts';
import { filterPolicyOf } from '../functions/shared/change/on.ts';
import { projectRoot } from './project-root.ts';
import { checked, wholeNumberBetween } from './validation.ts';

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

/** One text, or any of several. */
const anyOf = <Schema extends v.GenericSchema<string, string>>(one: Schema) =>
  v.union([one, v.pipe(v.array(one), v.minLength(1, 'name at least one, or leave it out'))]);

const objectName = v.pipe(
  v.string(),
  v.check(isObjectName, 'name a kind of record: functions/RECORDS.md'),
);

/** SNS takes so many combinations of values. https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_COMBINATIONS = 150;

const on = v.pipe(
  v.strictObject({
    object: anyOf(objectName),
    becomes: v.optional(anyOf(v.string())),
    from: v.optional(anyOf(v.string())),
    account: v.optional(anyOf(v.string())),
    kind: v.optional(anyOf(v.picklist(changeKinds))),
  }),
  v.check(
    (wish) =>
      Object.values(filterPolicyOf(wish)).reduce((product, { length }) => product * length, 1) <=
      MOST_COMBINATIONS,
    `the numbers of values, multiplied, are more than ${MOST_COMBINATIONS}: make it several reactions`,
  ),
);

/** What a stack sets itself, or Lambda does. */
const reserved = /^(?:AWS_|LAMBDA_|(?:REACTION|EFFECTS_TABLE|QUEUE_URL|METRICS_NAMESPACE)$)/;

/** What infrastructure is made of, of a reaction as it was written. */
const definition = v.looseObject({
  on,
  // The text of an alarm holds 1,024 characters, and most of them are links.
  errorImpact: v.pipe(
    v.string(),
    v.regex(
      /^\S[^\n]{1,198}\.$/,
      'state what a person loses, in a sentence of at most 200 characters',
    ),
  ),
  timeoutSeconds: v.optional(wholeNumberBetween(1, 600), 30),
  tables: v.optional(
    v.array(
      v.pipe(v.string(), v.regex(/^[\w.-]{3,255}$/, 'give the name of a table, not its ARN')),
    ),
    [],
  ),
  environment: v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^[A-Za-z]\w+$/, 'name a variable by letters, digits and _'),
        v.check((name) => !reserved.test(name), 'Lambda or the pipeline sets this variable itself'),
      ),
      v.string(),
    ),
    {},
  ),
});

/** A reaction to changes, as infrastructure knows it. */
export interface ReactionEntry {
  /** As of its file. */
  readonly name: string;
  /** What its file exports, which is the handler of its function. */
  readonly exportName: string;
  /** The path of its file. */
  readonly file: string;
  readonly definition: v.InferOutput<typeof definition>;
}

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
  return { name, exportName, file, definition: checked(definition, written, title) };
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
