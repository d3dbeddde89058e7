import { styleText } from 'node:util';
import { domains } from '../../../../functions/domains.ts';
import type { PipelineOptions } from '../../terminal/command-line.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { counted, table } from '../../terminal/table.ts';
import type { RestoreMode } from './json.ts';
import type { Restored } from './restore.ts';

/** What was restored, for a person. */
export const print = (
  all: readonly Restored[],
  mode: RestoreMode,
  pipeline: PipelineOptions,
): string => {
  const [header = '', ...rows] = table([
    ['table', 'restored items', 'missing in use', 'copied'],
    ...all.map(({ of, items, missing, copied }) => [of, items, missing, copied]),
  ]);
  const copied = all.reduce((sum, one) => sum + one.copied, 0);
  const missing = all.reduce((sum, one) => sum + one.missing, 0);
  const result = {
    restored: `${counted(copied, 'item')} copied. Nothing that was there is overwritten.`,
    'dry run': `${counted(missing, 'item')} would be copied.`,
    interrupted: `Interrupted after ${counted(copied, 'item')}. Run it again for the rest.`,
  }[mode];
  const next =
    mode === 'restored'
      ? [
          ...domains.map(({ name }) =>
            commandLine('rebuild', { operands: [name], options: ['--repair'], pipeline }),
          ),
          commandLine('audit', { pipeline }),
        ].map((line) => `Next: ${line}`)
      : [];
  return [styleText('bold', header), ...rows, '', result, ...next].join('\n');
};
