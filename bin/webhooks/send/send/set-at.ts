import { type JsonToken, tokensOf } from '../json-tokens.ts';

/* Changes one value of a JSON text and keeps every other byte, digits of amounts too. */

/** The index of the token after the value that starts at a token. */
const afterValue = (tokens: readonly JsonToken[], start: number): number => {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if (text === '{' || text === '[') depth += 1;
    if (text === '}' || text === ']') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
};

/** The members of the object or list that starts at a token: the token of each value by name. */
const childrenOf = (tokens: readonly JsonToken[], start: number): ReadonlyMap<string, number> => {
  const children = new Map<string, number>();
  const isObject = tokens[start]?.text === '{';
  let index = start + 1;
  while (index < tokens.length && !/^[}\]]$/.test(tokens[index]?.text ?? '')) {
    const name: unknown = isObject ? JSON.parse(tokens[index]?.text ?? '') : children.size;
    const value = isObject ? index + 2 : index;
    children.set(String(name), value);
    index = afterValue(tokens, value);
    if (tokens[index]?.text === ',') index += 1;
  }
  return children;
};

/** Why a path cannot be set: its first part that does not exist, and what exists in its place. */
interface NoSuchPath {
  readonly missing: string;
  readonly instead: string;
}

const namesOf = (opening: string, names: readonly string[]): string => {
  if (opening === '[') return `a list of ${names.length}`;
  return opening === '{' ? names.join(', ') || 'an empty object' : 'a value without members';
};

/**
 * Sets the value at a path, `data.object.amount`; an object's last part may be new, entries of lists
 * go by number.
 * @param json valid JSON.
 * @param value JSON text.
 */
export const setAt = (
  json: string,
  path: readonly string[],
  value: string,
): { readonly json: string } | NoSuchPath => {
  const tokens = tokensOf(json);
  let at = 0;
  for (const [depth, part] of path.entries()) {
    const opening = tokens[at]?.text ?? '';
    const children = /^[{[]$/.test(opening) ? childrenOf(tokens, at) : new Map<string, number>();
    const child = children.get(part);
    if (child !== undefined) {
      at = child;
      continue;
    }
    const isNew = opening === '{' && depth === path.length - 1;
    if (!isNew) {
      const missing = path.slice(0, depth + 1).join('.');
      return { missing, instead: namesOf(opening, [...children.keys()]) };
    }
    const start = (tokens[at]?.at ?? 0) + 1;
    const comma = children.size > 0 ? ',' : '';
    return {
      json: `${json.slice(0, start)}${JSON.stringify(part)}:${value}${comma}${json.slice(start)}`,
    };
  }
  const last = tokens[afterValue(tokens, at) - 1];
  const end = (last?.at ?? 0) + (last?.text.length ?? 0);
  return { json: json.slice(0, tokens[at]?.at) + value + json.slice(end) };
};
