import { format, type Node } from 'jsonc-parser';

/** Whether a text is JSON. */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Valid JSON with a line for each entry and every token unchanged. */
export const indentedJson = (json: string): string => {
  let at = 0;
  const parts = format(json, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' }).map(
    ({ offset, length, content }) => {
      const kept = json.slice(at, offset);
      at = offset + length;
      return kept + content;
    },
  );
  return parts.join('') + json.slice(at);
};

/** The members of an object, or the entries of a list: each value by its name or number. */
export const childrenOf = ({ type, children = [] }: Node): ReadonlyMap<string, Node> =>
  new Map(
    children.flatMap((child, index): [string, Node][] => {
      if (type !== 'object') return [[String(index), child]];
      const [name, value] = child.children ?? [];
      return name && value ? [[String(name.value), value]] : [];
    }),
  );
