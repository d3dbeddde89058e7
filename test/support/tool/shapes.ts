import * as v from 'valibot';
import { shapes } from '../../../bin/webhooks/shapes.ts';

/** The title of the command that words begin with: the longest one that has a shape. */
const titleOf = ([first = '', second = '']: readonly string[]): string =>
  `${first} ${second}` in shapes ? `${first} ${second}` : first;

const parsedLines = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

/**
 * Parses what a command has printed with `--json`, and checks it against the schema in the reference.
 * @param words the command line.
 */
export const parsedJson = (words: readonly string[], text: string): unknown => {
  const shape = (shapes[titleOf(words)] ?? []).find(
    ({ with: option }) => option === undefined || words.includes(option),
  );
  if (!shape) return JSON.parse(text);
  const values = shape.lines ? parsedLines(text) : [JSON.parse(text)];
  for (const value of values) {
    const { issues } = v.safeParse(shape.schema, value);
    if (issues)
      throw new Error(
        `The JSON of "${words.join(' ')}" differs from its schema: ${v.summarize(issues)}`,
      );
  }
  return shape.lines ? values : values[0];
};
