/**
 * Reads what the secret in Secrets Manager holds: JSON `{ "<label>": "<signing secret>", … }`.
 * @returns its entries in the order of the text; a value that is no text is not a secret.
 * @throws SyntaxError or TypeError when it holds something else.
 */
export const labelledIn = (text: string): readonly (readonly [label: string, value: unknown])[] => {
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError('The secret must hold a JSON object of labels and signing secrets.');
  return Object.entries(json);
};
