import { readDocument } from '../../../bin/docs.ts';

/* The table of questions in functions/README.md, as data: what it prints is what the tests ask. */

/** A condition on a key, as the table prints it. */
export interface Condition {
  readonly attribute: string;
  readonly operator: '=' | '<' | 'between' | 'begins_with';
  /** With placeholders such as `<account>`. */
  readonly values: readonly string[];
}

/** A line of the table. */
export interface Line {
  readonly question: string;
  /** Names of tables; `its domain's` and `each domain's` are not resolved. */
  readonly table: string;
  readonly index: string | undefined;
  readonly conditions: readonly Condition[];
  /** Whether the whole items are read by BatchGetItem after the Query. */
  readonly isBatch: boolean;
}

const conditionOf = (text: string): Condition => {
  const [, attribute = '', start] = /^begins_with\((\w+), (.+)\)$/.exec(text) ?? [];
  if (start !== undefined) return { attribute, operator: 'begins_with', values: [start] };
  const [, ranged = '', from, to] = /^(\w+) between (.+) and (.+)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined)
    return { attribute: ranged, operator: 'between', values: [from, to] };
  const [, compared = '', sign, value] = /^(\w+) ([=<]) (.+)$/.exec(text) ?? [];
  if (value === undefined) throw new Error(`no condition of a key: ${text}`);
  return { attribute: compared, operator: sign === '<' ? '<' : '=', values: [value] };
};

const query = /^(?:`([a-z-]+-\d+)`: )?`([^`]+)`(?:, `([^`]+)`)?(; then `BatchGetItem`)?$/;

const lineOf = (row: string): Line => {
  const [question = '', table = '', asked = ''] = row.slice(2, -2).split(' | ');
  const [found, index, hash = '', range, batch] = query.exec(asked) ?? [];
  if (found === undefined) throw new Error(`no Query: ${asked}`);
  return {
    ...{ question, table, index },
    conditions: [hash, range].flatMap((text) => (text === undefined ? [] : conditionOf(text))),
    isBatch: batch !== undefined,
  };
};

const [, section = ''] =
  /^### Access patterns\n([\s\S]*?)^##/m.exec(readDocument('functions/README.md')) ?? [];

/** Every line of the table. */
export const lines: readonly Line[] = section
  .split('\n')
  .filter((row) => row.startsWith('| ') && !/^\| (?:---|Question)/.test(row))
  .map(lineOf);
