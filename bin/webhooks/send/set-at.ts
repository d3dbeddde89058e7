import { type Node, parseTree } from 'jsonc-parser';
import { childrenOf } from '../terminal/json.ts';

/* Changes one value of a JSON text and keeps every other byte, digits of amounts too. */

/** Why a path cannot be set: its first part that does not exist, and what exists in its place. */
interface NoSuchPath {
  readonly missing: string;
  readonly instead: string;
}

const namesOf = ({ type }: Node, names: readonly string[]): string => {
  if (type === 'array') return `a list of ${names.length}`;
  return type === 'object' ? names.join(', ') || 'an empty object' : 'a value without members';
};

/**
 * Sets the value at a path, `data.object.amount`; an object's last part may be new, entries of lists
 * go by number. Of two members of the same name it sets the last, the one that parsers keep.
 * @param json valid JSON.
 * @param value JSON text.
 */
export const setAt = (
  json: string,
  path: readonly string[],
  value: string,
): { readonly json: string } | NoSuchPath => {
  const replaced = (start: number, length: number, text: string) => ({
    json: json.slice(0, start) + text + json.slice(start + length),
  });
  let node: Node = parseTree(json) ?? { type: 'null', offset: 0, length: json.length };
  for (const [depth, part] of path.entries()) {
    const children = childrenOf(node);
    const child = children.get(part);
    if (child) {
      node = child;
      continue;
    }
    if (node.type === 'object' && depth === path.length - 1) {
      const comma = children.size > 0 ? ',' : '';
      return replaced(node.offset + 1, 0, `${JSON.stringify(part)}:${value}${comma}`);
    }
    const missing = path.slice(0, depth + 1).join('.');
    return { missing, instead: namesOf(node, [...children.keys()]) };
  }
  return replaced(node.offset, node.length, value);
};
