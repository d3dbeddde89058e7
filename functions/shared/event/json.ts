/** Where a number may be (ids are full of digits too): one that a double may not hold exactly. */
// Stryker disable next-line Regex: what it finds too much is read the longer way.
const mayLoseDigits = /[:,[]\s*-?(?:\d[\d.]{15}|\d[\d.]*[eE])/;
const inexact = /[\d.]{16}|[eE]/;
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON without losing a digit: a number that a double cannot be trusted with (more than 15
 * digits, or an exponent) arrives as a string of its literal.
 * @throws SyntaxError when the text is no JSON.
 */
export const parseJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  // Stryker disable next-line ConditionalExpression: the longer way ends the same.
  if (typeof value !== 'number' && !mayLoseDigits.test(text)) return value;
  return JSON.parse(
    text.replace(stringOrNumber, (token) =>
      // Stryker disable next-line MethodExpression: a string ends as it starts.
      token.startsWith('"') || !inexact.test(token) ? token : `"${token}"`,
    ),
  );
};

/** Whether a JSON value has fields. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
