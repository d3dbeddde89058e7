import type { ListedEvent } from '../../../functions/shared/query/headlines.ts';
import { issueText } from '../../../functions/shared/record/issue-text.ts';
import type { Issue } from '../../../functions/shared/record/projection.ts';
import { counted, number } from '../terminal/table.ts';

/** Why an event needs attention: it could not be projected, or its name is unknown or missing. */
export type Trouble = 'quarantined' | 'unrecognized' | 'nameless';

/** Why an event needs attention, the same for all events of a group. */
export interface Reason {
  readonly trouble: Trouble;
  readonly domain: string;
  /** Where in the body and what is wrong there; `*` is any index of a list. */
  readonly issues: readonly Issue[];
  /** The event, or one of the group: the last one archived. */
  readonly example: Pick<ListedEvent, 'id' | 'digest' | 'name'>;
}

/** Events that need attention for one and the same reason. */
export interface QuarantineGroup extends Reason {
  readonly count: number;
  /** The number of events by name; those without one under the empty name. */
  readonly names: ReadonlyMap<string, number>;
  /** When the first and the last of them were archived, epoch milliseconds. */
  readonly first: number;
  readonly last: number;
}

/** Groups events one by one: memory grows only with reasons and names. */
export interface Groups {
  add(event: ListedEvent): void;
  /** What is quarantined first, then the largest. */
  all(): readonly QuarantineGroup[];
}

const troubles: readonly Trouble[] = ['quarantined', 'unrecognized', 'nameless'];

const troubleOf = ({ name, outcome }: ListedEvent): Trouble => {
  if (outcome === 'quarantined') return 'quarantined';
  return name === undefined ? 'nameless' : 'unrecognized';
};

const anywhere = (issue: Issue): Issue => ({
  ...issue,
  path: issue.path.replaceAll(/(?<=^|\.)\d+(?=\.|$)/g, '*'),
});

/** Each issue once: a list of a hundred wrong entries has one thing wrong. */
const issuesOf = ({ issues }: ListedEvent): readonly Issue[] => [
  ...new Map(issues.map(anywhere).map((issue) => [JSON.stringify(issue), issue])).values(),
];

/** Why an event needs attention. */
export const reasonOf = (event: ListedEvent): Reason => {
  const { id, digest, name, domain } = event;
  return {
    trouble: troubleOf(event),
    domain,
    issues: issuesOf(event),
    example: { id, digest, name },
  };
};

/** A reason as a text, to compare. Each unknown name is a separate reason with a separate fix. */
export const reasonKey = ({ trouble, domain, issues, example }: Reason): string =>
  JSON.stringify([trouble, domain, issues, trouble === 'unrecognized' && example.name]);

export const createGroups = (): Groups => {
  const groups = new Map<string, QuarantineGroup>();
  return {
    add: (event) => {
      const { name, archivedAt } = event;
      const reason = reasonOf(event);
      const key = reasonKey(reason);
      const before = groups.get(key);
      const names = new Map(before?.names);
      names.set(name ?? '', (names.get(name ?? '') ?? 0) + 1);
      const isLast = before === undefined || archivedAt > before.last;
      groups.set(key, {
        ...reason,
        count: (before?.count ?? 0) + 1,
        names,
        first: Math.min(archivedAt, before?.first ?? archivedAt),
        last: Math.max(archivedAt, before?.last ?? archivedAt),
        example: isLast ? reason.example : before.example,
      });
    },
    all: () =>
      [...groups.values()].sort(
        (a, b) =>
          troubles.indexOf(a.trouble) - troubles.indexOf(b.trouble) ||
          b.count - a.count ||
          b.last - a.last,
      ),
  };
};

const words: Readonly<Record<Trouble, string>> = {
  quarantined: 'it cannot be projected',
  unrecognized: 'its name is not in the catalogue',
  nameless: 'it has no name',
};

const MAX_NAMES = 5;

/** The most frequent names of a group. */
export const namesText = (names: QuarantineGroup['names']): string => {
  const frequent = [...names].sort(([, a], [, b]) => b - a);
  const shown = frequent
    .slice(0, MAX_NAMES)
    .map(([name, count]) => `${name === '' ? '(without a name)' : name} (${number(count)})`);
  const more = frequent.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${counted(more, 'name')} more`] : [])].join(', ');
};

/** What is wrong with a group's events, in words. */
export const groupReasons = ({ issues, trouble }: Reason): readonly string[] =>
  issues.length > 0 ? issues.map(issueText) : [words[trouble]];
