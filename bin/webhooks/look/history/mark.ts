import { styleText } from 'node:util';
import { shown } from '../../terminal/printable.ts';
import type { Mark } from './timeline.ts';

/** The state of a record that an event set, in words. */
export const markText = ({ state, supersededBy, because }: Mark): string => {
  if (state === 'stands') return styleText('green', 'current');
  if (state === 'waits') return styleText('yellow', 'not applied yet');
  return shown(`superseded by ${supersededBy?.name} ${supersededBy?.id}: ${because}`);
};
