import { styleText } from 'node:util';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { shown } from '../../terminal/printable.ts';
import { listedJson } from '../listed-event.ts';

/** Columns wide enough for nearly every value: a tail cannot know what comes next. */
const WIDTHS = { outcome: 12, name: 36 };

const colours = {
  accepted: 'none',
  unrouted: 'dim',
  unrecognized: 'yellow',
  quarantined: 'red',
} as const;

const line = ({ archivedAt, outcome, name = '-', object = '-', id }: ListedEvent): string =>
  styleText(
    colours[outcome],
    shown(
      [
        isoTime(archivedAt) ?? '?',
        outcome.padEnd(WIDTHS.outcome),
        name.padEnd(WIDTHS.name),
        object,
        id,
      ].join('  '),
    ),
  );

/** Events as lines for a person, or of JSON. */
export const eventLinesOf = (events: readonly ListedEvent[], json: boolean): string =>
  events.map((event) => `${json ? JSON.stringify(listedJson(event)) : line(event)}\n`).join('');
