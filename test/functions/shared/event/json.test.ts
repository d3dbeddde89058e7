import fc from 'fast-check';
import { toDecimal } from '../../../../functions/shared/event/decimal.ts';
import { parseJson } from '../../../../functions/shared/event/json.ts';

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

/** A number as JSON writes it, of any length. */
const literal = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.oneof(
      fc.constant('0'),
      digits(0, 20).map((rest) => `7${rest}`),
    ),
    fraction: fc.oneof(
      fc.constant(''),
      digits(1, 17).map((text) => `.${text}`),
    ),
    exponent: fc.constantFrom('', 'e5', 'E+5', 'e-7'),
  })
  .map(({ sign, whole, fraction, exponent }) => sign + whole + fraction + exponent);

it('loses no digit of any number, wherever it is', () => {
  fc.assert(
    fc.property(fc.array(literal), fc.string(), (literals, text) => {
      const members = literals.map((number) => `{${JSON.stringify(text)} :\n${number} }`);
      const parsed = parseJson(`[${members.join(', ')}]`);
      expect(Array.isArray(parsed) ? parsed.map((one) => toDecimal(one[text])) : parsed).toEqual(
        literals.map(toDecimal),
      );
    }),
  );
});

it.each([
  ['0.1', 0.1],
  ['-62723', -62723],
  ['123456789012345', 123456789012345],
  ['1234567890123456', '1234567890123456'],
  ['12345678901234567890.12', '12345678901234567890.12'],
  ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ['1e400', '1e400'],
])('%s is read as %j', (json, value) => {
  expect(parseJson(json)).toBe(value);
});

it.each([
  ['[12e400]', ['12e400']],
  ['[1.5e400]', ['1.5e400']],
  [String.raw`[1e400, "\n12345678901234567890"]`, ['1e400', '\n12345678901234567890']],
])('%s is read as %j inside a list', (json, value) => {
  expect(parseJson(json)).toEqual(value);
});

it('keeps strings and names with digits and quotes unchanged', () => {
  const json = String.raw`{"12345678901234567890": "a \" 12345678901234567890 \\", "n": 5e3}`;
  expect(parseJson(json)).toEqual({
    '12345678901234567890': 'a " 12345678901234567890 \\',
    n: '5e3',
  });
});

it('reads what JSON.parse reads', () => {
  const values = fc.jsonValue({ noUnicodeString: false }).filter((value) => {
    const text = JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, '""');
    return !/\d[\d.]{15}|\d[eE]/.test(text);
  });
  fc.assert(
    fc.property(values, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('throws where JSON.parse throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const fails = (parse: (text: string) => unknown): boolean => {
        try {
          parse(text);
          return false;
        } catch (error) {
          return error instanceof SyntaxError;
        }
      };
      expect(fails(parseJson)).toBe(fails(JSON.parse));
    }),
  );
});

it('reads a body as large as API Gateway lets through, of nothing but escapes', () => {
  const text = '\n'.repeat(2_900_000);
  const json = JSON.stringify({ text, amount: '1e5' }).replace('"1e5"', '1e5');
  expect(parseJson(json)).toEqual({ text, amount: '1e5' });
});
