import type { Message } from './message.ts';

/** Authorizations connected by messages or a lifecycle, with all their messages. */
export interface MessageGroup {
  /** In the order of their times. */
  readonly messages: readonly Message[];
  /** Keys of the authorizations that messages name and no webhook has reported. */
  readonly awaited: readonly string[];
  readonly lifecycles: readonly string[];
  readonly cardTransactions: readonly string[];
}

/** Disjoint sets that can be joined. */
const disjointSets = () => {
  const parents = new Map<string, string>();
  const find = (node: string): string => {
    let root = node;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    if (root !== node) parents.set(node, root);
    return root;
  };
  return {
    find,
    join: (a: string, b: string): void => {
      const [from, to] = [find(a), find(b)];
      if (from !== to) parents.set(from, to);
    },
  };
};

const distinct = (keys: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(keys.filter((key) => key !== undefined)),
];

/** Named authorizations that were not reported, unless as many were reported by events, whose ids differ. */
const awaitedBy = (members: readonly Message[], known: ReadonlySet<string>): readonly string[] => {
  const named = members.flatMap(({ kind, names }) => (kind === 'original credit' ? [] : names));
  const awaited = distinct(named).filter((name) => !known.has(name));
  const others = members.filter(
    ({ kind, ids }) => kind === 'authorization' && !ids.some((id) => id.startsWith('transaction#')),
  );
  return awaited.length > others.length ? awaited : [];
};

/** Messages in their connected groups, in the order of their first messages. */
export const groupsOf = (messages: readonly Message[]): readonly MessageGroup[] => {
  const sets = disjointSets();
  for (const { kind, ids, names, cardTransaction, lifecycle } of messages) {
    // An original credit never belongs to a purchase, even in the same lifecycle.
    const others = kind === 'original credit' ? [] : [...names, cardTransaction, lifecycle];
    const [first = '', ...connected] = distinct([...ids, ...others]);
    for (const other of connected) sets.join(other, first);
  }
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const root = sets.find(message.ids[0] ?? '');
    const members = groups.get(root);
    if (members) members.push(message);
    else groups.set(root, [message]);
  }
  const known = new Set(messages.flatMap(({ ids }) => ids));
  return [...groups.values()].map((members) => ({
    messages: members,
    awaited: awaitedBy(members, known),
    lifecycles: distinct(members.map(({ lifecycle }) => lifecycle)),
    cardTransactions: distinct(members.map(({ cardTransaction }) => cardTransaction)),
  }));
};
