import { shown } from '../../terminal/printable.ts';
import { connect, type TargetOptions } from '../connect.ts';
import type { Target } from '../target.ts';
import type { Following } from './follow.ts';

/** Reaches a pipeline that is followed again, and says that it does. @param note takes a remark. */
export const reconnecting = (
  options: TargetOptions,
  target: Target,
  note: (text: string) => void,
): Pick<Following<unknown>, 'reach' | 'onConnection'> => ({
  // A local pipeline that was restarted may listen elsewhere; while it starts, nowhere.
  reach: async () => (options.stage === undefined ? connect(options).catch(() => target) : target),
  onConnection: (error) =>
    note(
      error === undefined
        ? 'Connected again.'
        : `No connection to ${target.name} (${shown(error)}). Trying again; nothing is lost.`,
    ),
});
