import type { Verdict } from '../../../../functions/shared/record/judge.ts';
import { notStorable } from '../../../../functions/shared/store/effect.ts';
import type { QuarantineGroup, Reason } from '../../pipeline/attention.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';

/** What a person should do: a sentence, and the command it ends with. */
export interface Advice {
  readonly text: string;
  readonly command?: string;
}

/** Advice as one line. */
export const adviceLine = ({ text, command }: Advice): string =>
  command === undefined ? text : `${text} ${command}`;

/** Options of `replay` that select a group's events, and possibly more of the same trouble. */
const selecting = ({ trouble, issues, names }: QuarantineGroup): readonly string[] => {
  if (trouble === 'unrecognized')
    return ['--outcome', 'unrecognized', '--name', [...names.keys()].join()];
  const [path = ''] = (issues[0]?.path ?? '').split('.*', 1);
  return ['--outcome', 'quarantined', ...(path === '' ? [] : ['--reason', path])];
};

/** How the events of a group are acknowledged where nothing is to be done about them. */
const acknowledging = ({ example }: Reason, pipeline: PipelineOptions): Advice => ({
  text: 'If nothing is to be done, acknowledge them:',
  command: commandLine('quarantine', {
    options: ['--acknowledge', example.id, '--group', '--note', '<why>'],
    pipeline,
  }),
});

/** How the acknowledged events of a group are made open again. */
export const reopening = ({ example }: Reason, pipeline: PipelineOptions): Advice => ({
  text: 'To undo that:',
  command: commandLine('quarantine', { options: ['--reopen', example.id, '--group'], pipeline }),
});

/**
 * What a person should do about a group, in order.
 * @param today the verdict of today's code on its example; undefined where it is not archived.
 */
export const adviceOn = (
  group: QuarantineGroup,
  today: Pick<Verdict, 'outcome' | 'records'> | undefined,
  pipeline: PipelineOptions,
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
  const acknowledge = acknowledging(group, pipeline);
  if (trouble === 'nameless')
    return [
      look,
      { text: 'It is signed but names no event. It is kept and has no effect: ask Airwallex.' },
      acknowledge,
    ];
  if (issues.some(({ expected }) => expected === notStorable.expected))
    return [
      { text: 'DynamoDB refuses one of its records: too large, or nested too deep.' },
      replay(`Change the projection in functions/${domain}/ to omit that, deploy, then:`),
    ];
  if (today && today.outcome !== trouble && today.outcome !== 'quarantined')
    return [replay(`With today's code the example is ${today.outcome}. Replay them:`)];
  if (trouble === 'quarantined')
    return [
      look,
      replay(
        `If Airwallex changed its format, extend the schema in functions/${domain}/, deploy, then:`,
      ),
      acknowledge,
    ];
  return [
    {
      text:
        today && today.records.length > 0
          ? 'Its family can read it: its records are applied.'
          : 'No family can read it: it has set no records.',
    },
    replay(`Add the name to functions/${domain}/domain.ts, deploy, then:`),
    acknowledge,
  ];
};
