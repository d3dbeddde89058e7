import type { Verdict } from '../../../functions/shared/event/judge.ts';
import { notStorable } from '../../../functions/shared/store/effect.ts';
import type { Group } from './groups.ts';

/** A text as one word of a shell's command line. */
const word = (text: string): string =>
  /^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Options of `replay` that mean a group's events, and perhaps more of the same trouble. */
const selecting = ({ trouble, issues, names }: Group): string => {
  if (trouble === 'unrecognized')
    return `--outcome unrecognized --name ${word([...names.keys()].join())}`;
  const [path = ''] = (issues[0]?.path ?? '').split('.*', 1);
  return path === '' ? '--outcome quarantined' : `--outcome quarantined --reason ${word(path)}`;
};

/**
 * What a person should do about a group, a sentence or command a line.
 * @param today what today's schemas make of its example; undefined where they cannot be asked.
 */
export const adviceOn = (
  group: Group,
  today: Pick<Verdict, 'outcome' | 'rows'> | undefined,
): readonly string[] => {
  const { trouble, domain, issues, example } = group;
  const look = `Look at the example: webhooks show ${word(example.id)} --body`;
  const replay = `webhooks replay ${selecting(group)}`;
  if (trouble === 'nameless')
    return [look, 'It is signed but names no event. It is kept and has no effect: ask Airwallex.'];
  if (issues.some(({ expected }) => expected === notStorable.expected))
    return [
      'DynamoDB refuses a row of it, as too large or nested too deep.',
      `Let the projection in functions/${domain}/ leave that out, deploy, then: ${replay}`,
    ];
  if (today && today.outcome !== trouble && today.outcome !== 'quarantined')
    return [`Today's code makes the example ${today.outcome}. Bring them in: ${replay}`];
  if (trouble === 'quarantined')
    return [
      look,
      `If Airwallex's form has changed, let its schema in functions/${domain}/ take it, deploy, then: ${replay}`,
    ];
  return [
    today && today.rows.length > 0
      ? 'Its family knows how to read it: its rows are applied.'
      : 'No family reads it: it has set no rows.',
    `Add the name to functions/${domain}/domain.ts, deploy, then: ${replay}`,
  ];
};
