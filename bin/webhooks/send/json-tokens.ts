/** Whether a text is JSON. */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A part of JSON as it is written: a string, a number, `true`, `false`, `null` or one of `{}[],:`. */
export interface JsonToken {
  readonly text: string;
  /** Where in the JSON it begins. */
  readonly at: number;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * The tokens of a JSON text. Editing tokens preserves every digit and every duplicate key, which
 * parsing loses.
 * @param json valid JSON.
 */
export const tokensOf = (json: string): readonly JsonToken[] =>
  Array.from(json.matchAll(token), ({ 0: text, index: at }) => ({ text, at }));
