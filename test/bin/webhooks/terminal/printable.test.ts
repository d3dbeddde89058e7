import fc from 'fast-check';
import { printable, shown } from '../../../../bin/webhooks/terminal/printable.ts';

/** Characters that control a terminal, or reorder or hide text, by code point. */
const forbidden: readonly (readonly [what: string, first: number, last: number])[] = [
  ['C0', 0x00, 0x1f],
  ['DEL', 0x7f, 0x7f],
  ['C1', 0x80, 0x9f],
  ['soft hyphen', 0xad, 0xad],
  ['Arabic letter mark', 0x61c, 0x61c],
  ['zero width, marks of direction', 0x200b, 0x200f],
  ['line and paragraph separators', 0x2028, 0x2029],
  ['embeddings and overrides', 0x202a, 0x202e],
  ['invisible operators, isolates', 0x2060, 0x206f],
  ['Hangul filler', 0x3164, 0x3164],
  ['lone surrogates', 0xd800, 0xdfff],
  ['byte order mark', 0xfeff, 0xfeff],
  ['interlinear annotations', 0xfff9, 0xfffb],
  ['tags', 0xe0000, 0xe007f],
  ['variation selectors', 0xe0100, 0xe01ef],
];

const codePoints = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));

const BAD = new RegExp(
  `[${forbidden.map(([, first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('')}]`,
  'u',
);

const ESC = '\u001b';
const ours = new RegExp(`\\n|${ESC}\\[\\d{1,2}m`, 'g');

const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...codePoints(0, 0xa0))),
});

describe('an external value', () => {
  it.each(forbidden)('shows %s as \\uXXXX, each code unit in four digits', (_what, first, last) => {
    for (const character of codePoints(first, last)) {
      expect(shown(`a${character}b`)).toMatch(/^a(?:\\u[0-9a-f]{4}){1,2}b$/);
      expect(JSON.parse(`"${shown(character)}"`)).toBe(character);
    }
  });

  it('shows everything else unchanged, on one line', () => {
    expect(shown('Ünïcode  日本 عربى 🙂 \\ "quoted"')).toBe('Ünïcode  日本 عربى 🙂 \\ "quoted"');
    expect(shown('a\r\n\u001b[31mb\tc')).toBe('a\\u000d\\u000a\\u001b[31mb\\u0009c');
    fc.assert(fc.property(text, (value) => !BAD.test(shown(value))));
  });
});

describe('a text of the tool', () => {
  it('keeps its line breaks and colours, and no other control sequence', () => {
    expect(printable('\u001b[1ma\u001b[22m\nb')).toBe('\u001b[1ma\u001b[22m\nb');
    expect(printable('\u001b[2J\u001b]0;t\u0007\u009b1m\rx')).toBe(
      '\\u001b[2J\\u001b]0;t\\u0007\\u009b1m\\u000dx',
    );
    fc.assert(fc.property(text, (value) => !BAD.test(printable(value).replaceAll(ours, ''))));
  });

  it('that is JSON stays JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = printable(JSON.stringify(value, undefined, 2));
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(json.replaceAll('\n', '')).not.toMatch(BAD);
      }),
    );
  });
});
