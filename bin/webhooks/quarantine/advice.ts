import type { Verdict } from '../../../functions/shared/event/judge.ts';
import { notStorable } from '../../../functions/shared/store/effect.ts';
import { commandLine, type Pipeline } from '../command-line.ts';
import type { Group } from './groups.ts';

/** What a person should do: a sentence, and the command that it ends in. */
export interface Advice {
  readonly text: string;
  readonly command?: string;
}

/** Advice as one line. */
export const adviceLine = ({ text, command }: Advice): string =>
  command === undefined ? text : `${text} ${command}`;

/** Options of `replay` that mean a group's events, and perhaps more of the same trouble. */
const selecting = ({ trouble, issues, names }: Group): readonly string[] => {
  if (trouble === 'unrecognized')
    return ['--outcome', 'unrecognized', '--name', [...names.keys()].join()];
  const [path = ''] = (issues[0]?.path ?? '').split('.*', 1);
  return ['--outcome', 'quarantined', ...(path === '' ? [] : ['--reason', path])];
};

/**
 * What a person should do about a group, in order.
 * @param today what today's schemas make of its example; undefined where they cannot be asked.
 */
export const adviceOn = (
  group: Group,
  today: Pick<Verdict, 'outcome' | 'rows'> | undefined,
  pipeline: Pipeline,
): readonly Advice[] => {
  const { trouble, domain, issues, example } = group;
  const look = {
    text: 'Look at the example:',
    command: commandLine('show', { operands: [example.id], options: ['--body'], pipeline }),
  };
  const replay = (text: string): Advice => ({
    text,
    command: commandLine('replay', { options: selecting(group), pipeline }),
  });
  if (trouble === 'nameless')
    return [
      look,
      { text: 'It is signed but names no event. It is kept and has no effect: ask Airwallex.' },
    ];
  if (issues.some(({ expected }) => expected === notStorable.expected))
    return [
      { text: 'DynamoDB refuses a row of it, as too large or nested too deep.' },
      replay(`Let the projection in functions/${domain}/ leave that out, deploy, then:`),
    ];
  if (today && today.outcome !== trouble && today.outcome !== 'quarantined')
    return [replay(`Today's code makes the example ${today.outcome}. Bring them in:`)];
  if (trouble === 'quarantined')
    return [
      look,
      replay(
        `If Airwallex's form has changed, let its schema in functions/${domain}/ take it, deploy, then:`,
      ),
    ];
  return [
    {
      text:
        today && today.rows.length > 0
          ? 'Its family knows how to read it: its rows are applied.'
          : 'No family reads it: it has set no rows.',
    },
    replay(`Add the name to functions/${domain}/domain.ts, deploy, then:`),
  ];
};
