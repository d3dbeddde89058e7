import { type Message, messageOf, type References } from './message.ts';
import { families, type MessageFamily, type MessagePart, mergeParts } from './parts.ts';

const classes: Partial<Record<Message['kind'], string>> = {
  'clearing reversal': 'reversal',
  release: 'reversal',
  expiry: 'reversal',
  'original credit': 'refund',
};

/** What is equal in the reports of all families of one message. */
const matchKey = ({ kind, original, money }: Message): string => {
  const { amount, currency } = original ?? money ?? {};
  return JSON.stringify([classes[kind] ?? kind, amount?.abs().toFixed(), currency]);
};

/** What a message is recognized by, the surest first: equal in two reports, it makes them one message. */
const marks = ['retrieval', 'lifecycle', 'network', 'authCode'] as const;

/** The same, and what alone makes no two reports one, but two if it differs. */
const identity: readonly (keyof References)[] = ['event', 'card', ...marks];

const isDifferent = (a: References, b: References, names: readonly (keyof References)[]): boolean =>
  names.some((name) => a[name] !== undefined && b[name] !== undefined && a[name] !== b[name]);

/** Milliseconds between the closest times of two messages; infinite where either states none. */
const distance = (a: Message, b: Message): number =>
  Math.min(...a.times.flatMap((one) => b.times.map((other) => Math.abs(one - other))));

/** Within a second two reports of a card and an amount are of one message; within a day they may be. */
const SURE = 1_000;
const POSSIBLE = 86_400_000;

interface Report {
  readonly part: MessagePart;
  readonly message: Message;
}

/** How two reports with equal keys can be of one message: by a mark, or by their time alone. */
interface Rule {
  /** Equal in both; undefined where the rule has nothing to go by. */
  readonly mark: (message: Message) => string | undefined;
  readonly isSame: (a: Message, b: Message) => boolean;
  readonly isDoubtful: (a: Message, b: Message) => boolean;
}

const byMark = (mark: (typeof marks)[number]): Rule => ({
  mark: ({ references }) => references[mark],
  isSame: ({ references: a }, { references: b }) =>
    !isDifferent(a, b, identity.slice(0, identity.indexOf(mark))),
  isDoubtful: () => false,
});

const byTime: Rule = {
  mark: () => '',
  isSame: (a, b) =>
    !isDifferent(a.references, b.references, identity) && distance(a, b) <= POSSIBLE,
  isDoubtful: (a, b) =>
    distance(a, b) > SURE ||
    a.references.card === undefined ||
    a.references.card !== b.references.card,
};

const rules: readonly Rule[] = [...marks.map(byMark), byTime];

const familyPairs = families.flatMap((family, index) =>
  families.slice(index + 1).map((other) => [family, other] as const),
);

const orderInTime = ({ message: { at, ids } }: Report): string => [at, ...ids].join(' ');

const inOrderOfTime = (a: Report, b: Report): number => (orderInTime(a) < orderInTime(b) ? -1 : 1);

const reportOf = (part: MessagePart): Report => ({ part, message: messageOf(part) });

const isOf = ({ part }: Report, family: MessageFamily): boolean => part.families.includes(family);

/** The candidate closest in time of those that a rule takes for the same message, of other families. */
const counterpartOf = (
  { part, message }: Report,
  candidates: Iterable<Report>,
  { isSame }: Rule,
): Report | undefined => {
  let found: Report | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const gap = distance(candidate.message, message);
    const isOther = !part.families.some((family) => isOf(candidate, family));
    if (isOther && (!found || gap < least) && isSame(candidate.message, message))
      [found, least] = [candidate, gap];
  }
  return found;
};

/** Pairs the reports of one key in a family with those in another one, by one rule. */
const pairBy = (
  rule: Rule,
  reports: readonly Report[],
  [family, other]: (typeof familyPairs)[number],
): readonly Report[] => {
  const candidates = new Map<string, Set<Report>>();
  for (const report of reports.filter((one) => isOf(one, other) && !isOf(one, family))) {
    const mark = rule.mark(report.message);
    if (mark === undefined) continue;
    const same = candidates.get(mark);
    if (same) same.add(report);
    else candidates.set(mark, new Set([report]));
  }
  if (candidates.size === 0) return reports;
  const remaining = new Set(reports);
  for (const report of reports.filter((one) => isOf(one, family) && !isOf(one, other))) {
    const same = candidates.get(rule.mark(report.message) ?? ' ') ?? new Set();
    const counterpart = counterpartOf(report, same, rule);
    if (!counterpart) continue;
    same.delete(counterpart);
    remaining.delete(report);
    remaining.delete(counterpart);
    const isDoubtful = rule.isDoubtful(report.message, counterpart.message);
    remaining.add(reportOf(mergeParts(report.part, counterpart.part, isDoubtful)));
  }
  return [...remaining].sort(inOrderOfTime);
};

const paired = (reports: readonly Report[]): readonly Message[] => {
  let merged: readonly Report[] = [...reports].sort(inOrderOfTime);
  for (const rule of rules) for (const pair of familyPairs) merged = pairBy(rule, merged, pair);
  return merged.map(({ message }) => message);
};

/**
 * Every message once. Several subscriptions may report one purchase in several families; where no id is
 * common, a report is paired with one matching report of each other family, so that two equal clearings
 * remain two.
 */
export const messagesOf = (parts: readonly MessagePart[]): readonly Message[] => {
  const byKey = Map.groupBy(parts.map(reportOf), ({ message }) => matchKey(message));
  return [...byKey.values()].flatMap(paired).sort(inOrder);
};

/** At one moment, money is held before it is cleared, and cleared before it is given back. */
const steps: readonly Message['kind'][] = ['authorization', 'clearing'];

const orderOf = ({ at, kind, ids }: Message): string => {
  const step = steps.indexOf(kind);
  return [at, step < 0 ? steps.length : step, ...ids].join(' ');
};

const inOrder = (a: Message, b: Message): number => (orderOf(a) < orderOf(b) ? -1 : 1);
