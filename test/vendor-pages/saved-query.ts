/*
 * What the saved queries use of the language of Logs Insights, over lines of a local log: `fields`,
 * `filter` with `=`, `like`, `in` and `or`, `stats … by …` with `count`, `sum` and `latest`, `sort`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */

/** A line of a log, and a row of an answer. */
export type Line = Readonly<Record<string, unknown>>;

/** The value of a field; `@message` is the whole line, and a dot leads into an object. */
const fieldOf = (line: Line, field: string): unknown => {
  const name = field.trim().replaceAll('`', '');
  if (name === '@message') return JSON.stringify(line);
  if (name === '@timestamp') return line['timestamp'];
  return name
    .split('.')
    .reduce<unknown>(
      (inner, part) => (inner instanceof Object ? Reflect.get(inner, part) : undefined),
      line,
    );
};

const isMatch = (line: Line, term: string): boolean => {
  const [, field = '', operator = '', operand = ''] = /^(\S+) (=|like|in) (.+)$/s.exec(term) ?? [];
  const value = fieldOf(line, field);
  const expected: unknown = JSON.parse(operand);
  if (operator === '=') return value === expected;
  if (operator === 'like') return String(value).includes(String(expected));
  return Array.isArray(expected) && expected.includes(value);
};

const time = (line: Line): string => String(line['timestamp']);

const aggregate = (lines: readonly Line[], call: string): unknown => {
  const [, name = '', field = ''] = /^(\w+)\((.+)\)$/.exec(call.trim()) ?? [];
  if (name === 'count') return lines.length;
  if (name === 'sum')
    return lines.reduce((sum, line) => sum + Number(fieldOf(line, field) ?? 0), 0);
  if (name !== 'latest')
    throw new Error(
      `"${call}" is none of the functions that saved queries use: count, sum, latest.`,
    );
  return fieldOf(lines.toSorted((a, b) => time(a).localeCompare(time(b))).at(-1) ?? {}, field);
};

const grouped = (lines: readonly Line[], text: string): readonly Line[] => {
  const [calls = '', by = ''] = text.split(' by ');
  const fields = by.split(',').map((field) => field.trim().replaceAll('`', ''));
  const groups = Map.groupBy(lines, (line) =>
    JSON.stringify(fields.map((field) => fieldOf(line, field))),
  );
  return [...groups.values()].map((group) => ({
    ...Object.fromEntries(fields.map((field) => [field, fieldOf(group[0] ?? {}, field)])),
    ...Object.fromEntries(
      calls.split(/, (?=\w+\()/).map((call) => {
        const [what = '', name = ''] = call.split(' as ');
        return [name, aggregate(group, what)];
      }),
    ),
  }));
};

const sorted = (lines: readonly Line[], text: string): readonly Line[] => {
  const [field = '', direction] = text.split(' ');
  const ascending = lines.toSorted((a, b) =>
    String(fieldOf(a, field)).localeCompare(String(fieldOf(b, field)), undefined, {
      numeric: true,
    }),
  );
  return direction === 'desc' ? ascending.toReversed() : ascending;
};

const commands: Readonly<
  Record<string, (lines: readonly Line[], text: string) => readonly Line[]>
> = {
  fields: (lines) => lines,
  filter: (lines, text) =>
    lines.filter((line) => text.split(' or ').some((term) => isMatch(line, term.trim()))),
  stats: grouped,
  sort: sorted,
};

/**
 * The answer of a query. @param fill the values of its placeholders, `<event id>`, in their order.
 * @throws Error where it uses what no saved query does.
 */
export const answer = (
  query: string,
  lines: readonly Line[],
  fill: readonly string[] = [],
): readonly Line[] => {
  const values = fill.values();
  const text = query.replaceAll(/<[^>]+>/g, (placeholder) => values.next().value ?? placeholder);
  return text.split(/\n\| /).reduce((rows, part) => {
    const [, name = '', rest = ''] = /^(\w+) (.*)$/s.exec(part.trim()) ?? [];
    const command = commands[name];
    if (!command)
      throw new Error(
        `"${name}" is none of the commands that saved queries use: ${Object.keys(commands).join(', ')}.`,
      );
    return command(rows, rest);
  }, lines);
};
