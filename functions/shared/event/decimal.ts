/** An exact decimal in plain notation, `-12.5`: a number in DynamoDB, never a binary float. */
export interface Decimal {
  readonly decimal: string;
}

/** A number as JavaScript itself writes it, unless with an exponent. */
// Stryker disable next-line Regex: what it misses is read the longer way.
const canonical = /^-?\d+(?:\.\d+)?$/;
const literal = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;
const MAX_DIGITS = 38;
const MAX_EXPONENT = 125;
const MIN_EXPONENT = -130;

/** Not by a regular expression: between two digits a million zeros would cost it minutes. */
export const withoutLastZeros = (digits: string): string => {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
};

/**
 * Reads a decimal without rounding, in the one notation that a table gives back: no exponent, no
 * leading or trailing zeros.
 * @returns undefined for what is no decimal, or one beyond DynamoDB's 38 digits and 1E-130…1E125.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export const toDecimal = (value: unknown): Decimal | undefined => {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const text = String(value);
  // Stryker disable next-line ConditionalExpression,StringLiteral: only a quicker way to the same.
  if (typeof value === 'number' && canonical.test(text)) return { decimal: text };
  const match = literal.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole, fraction = '', exponent = 0] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = withoutLastZeros(digits);
  if (significant === '') return { decimal: '0' };
  const point = digits.length - fraction.length + Number(exponent);
  if (significant.length > MAX_DIGITS || point > MAX_EXPONENT + 1 || point <= MIN_EXPONENT)
    return undefined;
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${significant}`
      : point >= significant.length
        ? significant.padEnd(point, '0')
        : `${significant.slice(0, point)}.${significant.slice(point)}`;
  return { decimal: sign === '-' ? `-${plain}` : plain };
};
