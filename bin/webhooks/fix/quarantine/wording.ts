import { issueText } from '../../../../functions/shared/record/issue-text.ts';
import { counted, number } from '../../terminal/table.ts';
import type { QuarantineGroup, Trouble } from './groups.ts';

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
export const groupReasons = ({ issues, trouble }: QuarantineGroup): readonly string[] =>
  issues.length > 0 ? issues.map(issueText) : [words[trouble]];
