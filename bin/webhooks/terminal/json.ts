import type { Node } from 'jsonc-parser';

/** Whether a text is JSON. */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
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
