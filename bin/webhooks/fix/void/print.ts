import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { VoidEntry } from '../../pipeline/control/void-rule.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { shown } from '../../terminal/printable.ts';
import { counted } from '../../terminal/table.ts';
import type { VoidMode } from './json.ts';
import type { Voided } from './void.ts';

const timeOf = (time: number): string => isoTime(time) ?? '?';

/** What a rule is about. */
const selectionText = ({ selection }: VoidEntry): string => {
  if ('events' in selection)
    return selection.events.length === 1
      ? `the event ${shown(selection.events[0] ?? '')}`
      : counted(selection.events.length, 'event');
  const { label, since, until } = selection;
  const times = [
    ...(since === 0 ? [] : [`since ${timeOf(since)}`]),
    ...(until === undefined ? [] : [`until ${timeOf(until)}`]),
  ];
  return [`what the secret "${shown(label)}" signed`, ...times].join(' ');
};

/** A rule in a line. */
export const entryLine = (entry: VoidEntry): string => {
  const { id, reason, by, at, undoneAt } = entry;
  const undone = undoneAt === undefined ? '' : `, undone ${timeOf(undoneAt)}`;
  return `${id}  ${selectionText(entry)}: ${shown(reason)} (${timeOf(at)}, ${shown(by)}${undone})`;
};

const opening: Readonly<Record<VoidMode, string>> = {
  'dry run': 'Dry run: nothing was changed.',
  voided: 'Voided:',
  undone: 'Undone:',
  interrupted: 'Interrupted, so incomplete:',
};

/** A rule and what it has come to, for a person. @param next the command that does it, or the rest of it. */
export const print = (
  entry: VoidEntry,
  { events, voided, kept, objects, records, remaining }: Voided,
  { mode, next }: { readonly mode: VoidMode; readonly next: string | undefined },
): string =>
  [
    `${opening[mode]} ${selectionText(entry)}`,
    '',
    `${counted(events, 'archived event')}: ${voided} void, ${kept} not`,
    ...(kept > 0
      ? ['An event that is not void was signed with another secret too, or no rule voids it.']
      : []),
    `${counted(objects, 'object')} whose records they set`,
    ...(mode === 'dry run' ? [] : [`${counted(records, 'record')} changed, added or removed`]),
    ...(remaining > 0
      ? [
          `${counted(remaining, 'event or record', 'events or records')} not done: they kept changing, or newer code has set them.`,
        ]
      : []),
    ...(next === undefined ? [] : ['', next]),
  ].join('\n');

/** The command that applies a rule again, or completes undoing it. */
export const againLine = ({ id, undoneAt }: VoidEntry, pipeline: PipelineOptions): string =>
  commandLine('void', {
    options: [undoneAt === undefined ? '--again' : '--undo', id, '--yes'],
    pipeline,
  });
