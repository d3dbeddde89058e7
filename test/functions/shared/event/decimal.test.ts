import fc from 'fast-check';
import { toDecimal } from '../../../../functions/shared/event/decimal.ts';

/** A decimal as an integer and the power of ten that divides it. */
const scaled = fc.record({
  units: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
  places: fc.integer({ min: 0, max: 40 }),
});

const plain = (units: bigint, places: number): string => {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${units < 0n ? '-' : ''}${whole}${places ? `.${digits.slice(-places)}` : ''}`;
};

const unitsOf = (decimal: string | undefined, places: number): bigint => {
  const [whole = '', fraction = ''] = (decimal ?? '').replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(places, '0'));
  return decimal?.startsWith('-') ? -size : size;
};

it('reads up to 38 digits exactly', () => {
  fc.assert(
    fc.property(scaled, ({ units, places }) => {
      expect(unitsOf(toDecimal(plain(units, places))?.decimal, places)).toBe(units);
    }),
  );
});

it('writes equal decimals alike: no exponent, no idle zero', () => {
  fc.assert(
    fc.property(scaled, fc.nat(9), ({ units, places }, zeros) => {
      const text = plain(units, places);
      const { decimal } = toDecimal(text) ?? {};
      expect(decimal).toMatch(/^(0|-?(?=.*[1-9])(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      expect(toDecimal(decimal)).toEqual({ decimal });
      expect(toDecimal(`${units}e-${places}`)).toEqual({ decimal });
      expect(toDecimal(` ${text}${places ? '0'.repeat(zeros) : ''} `)).toEqual({ decimal });
    }),
  );
});

it('says of a number what the number prints as', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (number) => {
      const decimal = toDecimal(number)?.decimal;
      expect(decimal === undefined || Number(decimal) === number).toBe(true);
    }),
  );
});

it.each([
  [0.1, '0.1'],
  [16.66, '16.66'],
  [-100, '-100'],
  [62723, '62723'],
  [1e21, `1${'0'.repeat(21)}`],
  [1e-7, '0.0000001'],
  [-1.5e-7, '-0.00000015'],
  ['0.30000000000000000004', '0.30000000000000000004'],
  ['12345678901234567890', '12345678901234567890'],
  ['1.50', '1.5'],
  ['+7', '7'],
  ['007.10', '7.1'],
  ['1E3', '1000'],
  ['2.5e-3', '0.0025'],
  ['-0.00', '0'],
  ['1E125', `1${'0'.repeat(125)}`],
  ['1E-130', `0.${'0'.repeat(129)}1`],
])('%j is %s', (value, decimal) => {
  expect(toDecimal(value)).toEqual({ decimal });
});

it.each([
  '',
  '1,000.00',
  '$5',
  '.5',
  '5.',
  '1 2',
  '0x10',
  '1E126',
  '1E-131',
  '1e99999999999',
  '123456789012345678901234567890123456789',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  null,
  true,
  [1],
])('%j is no decimal that a table holds', (value) => {
  expect(toDecimal(value)).toBeUndefined();
});
