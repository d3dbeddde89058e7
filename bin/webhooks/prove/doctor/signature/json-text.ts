import { type Node, parseTree } from 'jsonc-parser';

/** JSON with its text: numbers and the order of names are kept as written. */
type Json =
  | { readonly literal: string }
  | { readonly text: string }
  | { readonly items: readonly Json[] }
  | { readonly entries: readonly (readonly [name: string, value: Json])[] };

/** @throws Error where the text is not JSON. */
export const readJson = (text: string): Json => {
  JSON.parse(text);
  const jsonOf = ({ type, value, offset, length, children = [] }: Node): Json => {
    if (type === 'string') return { text: String(value) };
    if (type === 'array') return { items: children.map(jsonOf) };
    if (type !== 'object') return { literal: text.slice(offset, offset + length) };
    return {
      entries: children.flatMap(({ children: [name, inner] = [] }) =>
        name && inner ? [[String(name.value), jsonOf(inner)] as const] : [],
      ),
    };
  };
  const root = parseTree(text);
  if (!root) throw new Error('It is not JSON.');
  return jsonOf(root);
};

/** The output format of a serialiser. */
export interface Style {
  readonly comma: string;
  readonly colon: string;
  /** The indentation of a level; without it everything is on one line. */
  readonly indent?: string;
  /** Whether names are sorted. */
  readonly sorted?: true;
  /** Escapes further characters of a string. */
  readonly escape?: (text: string) => string;
}

/** Writes JSON in a style. */
export const writeJson = (json: Json, style: Style): string => {
  const { comma, colon, indent, sorted, escape: escaped = (text) => text } = style;
  const string = (text: string): string => escaped(JSON.stringify(text));
  const many = (open: string, all: readonly string[], close: string, depth: number): string => {
    if (indent === undefined || all.length === 0) return open + all.join(comma) + close;
    const line = `\n${indent.repeat(depth)}`;
    return `${open}${line}${indent}${all.join(`,${line}${indent}`)}${line}${close}`;
  };
  const write = (value: Json, depth: number): string => {
    if ('literal' in value) return value.literal;
    if ('text' in value) return string(value.text);
    if ('items' in value)
      return many(
        '[',
        value.items.map((item) => write(item, depth + 1)),
        ']',
        depth,
      );
    const entries = sorted
      ? value.entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      : value.entries;
    const written = entries.map(([name, it]) => string(name) + colon + write(it, depth + 1));
    return many('{', written, '}', depth);
  };
  return write(json, 0);
};
