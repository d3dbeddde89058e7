/** JSON that is expensive for a careless reader, each of about the given number of bytes. */
export const nasty: Readonly<Record<string, (bytes: number) => string>> = {
  'lists in lists': (bytes) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2),
  'objects in objects': (bytes) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
  'many fields': (bytes) => objectOf(bytes / 12, (at) => `"f${String(at).padStart(6, '0')}":1`),
  'one field, many times': (bytes) => objectOf(bytes / 9, () => '"again":1'),
  'a field with a long name': (bytes) => `{"${'n'.repeat(bytes)}":1}`,
  'a field whose name begins like a known one': (bytes) =>
    `{"${'masked_id'.repeat(bytes / 9)}\\n":1}`,
  'a long text': (bytes) => `"${'x'.repeat(bytes)}"`,
  'a text of escapes': (bytes) => `"${'\\u0001'.repeat(bytes / 6)}"`,
  'a text of quotes and backslashes': (bytes) => `"${'\\"\\\\'.repeat(bytes / 4)}"`,
  'a text of lone surrogates': (bytes) => `"${'\\ud800'.repeat(bytes / 6)}"`,
  'a text of what separates': (bytes) => `"${':,[#.|~/_'.repeat(bytes / 9)}"`,
  'a text of dots': (bytes) => `"${'.'.repeat(bytes)}"`,
  'a text of spaces': (bytes) => `"0${' '.repeat(bytes)}0"`,
  'spaces between tokens': (bytes) => `[${' '.repeat(bytes)}1]`,
  'a number of digits': (bytes) => '9'.repeat(bytes),
  'a number with zeros amid': (bytes) => `1${'0'.repeat(bytes)}1`,
  'a text of a number with zeros amid': (bytes) => `"1${'0'.repeat(bytes)}1"`,
  'a fraction of zeros': (bytes) => `0.${'0'.repeat(bytes)}1`,
  'a list of numbers that a double cannot hold': (bytes) =>
    listOf(bytes / 21, () => '12345678901234567.25'),
  'a list of exponents': (bytes) => listOf(bytes / 6, () => '1e400'),
  'a list of nulls': (bytes) => listOf(bytes / 5, () => 'null'),
  'a list of empty objects': (bytes) => listOf(bytes / 3, () => '{}'),
  'a list of what it should not hold': (bytes) => listOf(bytes / 4, () => '[1]'),
  'a time with a tail': (bytes) => `"2026-03-01T10:00:00${' '.repeat(bytes)}x"`,
};

const listOf = (count: number, one: (at: number) => string): string =>
  `[${Array.from({ length: count }, (_, at) => one(at)).join()}]`;

const objectOf = (count: number, one: (at: number) => string): string =>
  `{${Array.from({ length: count }, (_, at) => one(at)).join()}}`;
