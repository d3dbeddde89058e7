import { styleText } from 'node:util';
import type { PipelineOptions } from '../../terminal/command-line.ts';
import { briefTime, listing, withText } from '../../terminal/listing.ts';
import { shown } from '../../terminal/printable.ts';
import { timesOf } from '../headline.ts';
import { type Mark, markText, repairCommand } from '../marks.ts';
import { changesText } from './changes.ts';
import type { History, HistoryEvent } from './history.ts';

const MAX_RECORDS = 20;

const markLine = (mark: Mark): string =>
  `    ${shown(`${mark.pk}  ${mark.sk}`)}  ${markText(mark)}`;

/** The commands that repair what is not as its event has it. */
const repairLines = ({ domain, events }: History, pipeline: PipelineOptions): readonly string[] => {
  const altered = events
    .flatMap(({ records }) => records)
    .filter((mark) => mark.altered !== undefined);
  const objects = new Set(altered.map(({ pk }) => pk));
  return [...objects].map((pk) => `\nNext: ${repairCommand(domain, pk, pipeline)}`);
};

/** An event with its times, and each record that it set with what decided about it. */
const verboseLines = (event: HistoryEvent, object: string): readonly string[] => [
  '',
  `${shown(event.occurredAt ?? 'undated'.padEnd(24))}  ${styleText('bold', shown(event.name ?? '-'))}  ${shown(`${event.id}  ${event.outcome}`)}${
    event.object === object || event.object === null ? '' : `  about ${shown(event.object)}`
  }`,
  styleText('dim', `    ${shown(timesOf(event))}`),
  ...event.records.slice(0, MAX_RECORDS).map(markLine),
  ...(event.records.length > MAX_RECORDS
    ? [`    and ${event.records.length - MAX_RECORDS} records more`]
    : []),
];

const colours = {
  current: 'green',
  superseded: 'dim',
  'not applied yet': 'yellow',
  altered: 'red',
  quarantined: 'red',
  'quarantined today': 'red',
  'sets no record': 'dim',
  void: 'dim',
} as const;

/** Whether an event set a record that is current, and what is wrong with it otherwise. */
const stateOf = ({ records, outcome, today }: HistoryEvent): keyof typeof colours => {
  if (outcome === 'quarantined' || outcome === 'void') return outcome;
  if (today === 'quarantined') return 'quarantined today';
  if (records.length === 0) return 'sets no record';
  if (records.some(({ altered }) => altered !== undefined)) return 'altered';
  if (records.some(({ state }) => state === 'waiting')) return 'not applied yet';
  return records.some(({ state }) => state === 'current') ? 'current' : 'superseded';
};

const columns = [
  { title: 'occurred (UTC)' },
  { title: 'name', least: 20 },
  { title: 'event', least: 12 },
  { title: 'state' },
];

const timeIn = (time: string | null, width: number | undefined): string => {
  if (time === null) return 'undated';
  return width === undefined ? time : briefTime(time);
};

/** A line for each event: when, what, its state, and what it changed. */
const briefLines = ({ events, object }: History, width: number | undefined): readonly string[] => {
  const lines = listing(
    columns,
    events.map((event) => [
      timeIn(event.occurredAt, width),
      event.name ?? '-',
      event.id,
      stateOf(event),
    ]),
    width,
  );
  const header = lines.slice(0, lines.length - events.length);
  const eventLines = lines.slice(header.length);
  const widest = Math.max(0, ...eventLines.map((line) => line.length));
  const printed = eventLines.flatMap((line, index) => {
    const event = events[index];
    if (!event) return [];
    const changes = shown(changesText(event.changes, object));
    const parts = withText(line.padEnd(widest), changes, width);
    return parts.map((part) => styleText(colours[stateOf(event)], part));
  });
  return [...header, ...printed];
};

const alteredLines = ({ events }: History): readonly string[] =>
  events.flatMap(({ records }) =>
    records.flatMap((mark) => (mark.altered ? [markLine(mark).trimStart()] : [])),
  );

/** How a history is printed. */
interface Printing {
  readonly verbose: boolean;
  readonly pipeline: PipelineOptions;
  /** The width of the terminal; undefined for a pipe. */
  readonly width: number | undefined;
}

/** A history for a person. */
export const print = (history: History, { verbose, pipeline, width }: Printing): string =>
  [
    styleText('bold', shown(`${history.object}  (${history.domain})`)),
    ...(verbose
      ? history.events.flatMap((event) => verboseLines(event, history.object))
      : [...briefLines(history, width), ...alteredLines(history)]),
    ...repairLines(history, pipeline),
    '',
  ].join('\n');
