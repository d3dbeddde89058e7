import { styleText } from 'node:util';
import { identifier } from '../../../../functions/shared/event/identifier.ts';
import { isOwnLabel } from '../../../../functions/shared/event/internal.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { Labelled } from '../../pipeline/secrets.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { counted, leftAligned, number } from '../../terminal/table.ts';
import type { ChangedLabel } from './json.ts';
import { type LabelUsage, USE_DAYS } from './usage.ts';

/** The use of a label. `removed`: it verified events and is no longer stored. */
interface Label {
  readonly label: string;
  readonly state: 'live' | 'empty' | 'removed';
  readonly events: number;
  /** UTC text. */
  readonly lastUsedAt: string | null;
  readonly lastEventId: string | null;
}

export interface Listing {
  readonly labels: readonly Label[];
  /** Number of events that were read. */
  readonly events: number;
  /** UTC text: the events were archived from this time on. */
  readonly since: string | null;
  readonly complete: boolean;
}

/** The stored labels in order, then those no longer stored, each with its use. */
export const listingOf = (secrets: Labelled, survey: LabelUsage): Listing => {
  const { uses, events, since, complete } = survey;
  const labelled = (label: string, state: Label['state']): Label => {
    const use = uses.get(identifier(label));
    return {
      ...{ label, state, events: use?.events ?? 0 },
      lastUsedAt: use === undefined ? null : (isoTime(use.lastAt) ?? null),
      lastEventId: use?.lastId ?? null,
    };
  };
  const stored = [...secrets].map(([label, secret]) => labelled(label, secret ? 'live' : 'empty'));
  const known = new Set([...secrets.keys()].map(identifier));
  const removed = [...uses.keys()].filter((label) => !known.has(label));
  const labels = [...stored, ...removed.map((label) => labelled(label, 'removed'))];
  return { labels, events, since: isoTime(since) ?? null, complete };
};

/** A listing as text, without the value of any secret. */
export const print = (
  { labels, events, since, complete }: Listing,
  pipeline: PipelineOptions,
): string => {
  const lines = leftAligned(
    labels.map(({ label, state, events: verified, lastUsedAt }) => [
      label,
      state,
      counted(verified, 'event'),
      lastUsedAt === null ? 'not used' : `last ${lastUsedAt}`,
    ]),
  );
  return [
    ...(labels.some(({ label, state }) => !isOwnLabel(label) && state === 'live')
      ? []
      : [
          `No signing secret is live: every webhook gets 500. Add one: ${commandLine('secrets add', { operands: ['live'], pipeline })}`,
        ]),
    ...lines.map((line, at) => (labels[at]?.state === 'live' ? line : styleText('dim', line))),
    styleText(
      'dim',
      complete
        ? `Of the ${counted(events, 'event')} that were archived in the last ${USE_DAYS} days`
        : `Interrupted: of only the newest ${counted(events, 'event')}, archived since ${since}`,
    ),
  ].join('\n');
};

/** Why a label cannot be removed: its use; undefined where it was not used. */
export const useOf = (label: string, survey: LabelUsage): string | undefined => {
  const use = survey.uses.get(identifier(label));
  if (!use) return undefined;
  const among = survey.complete
    ? `the ${counted(survey.events, 'event')} of the last ${USE_DAYS} days`
    : `the newest ${counted(survey.events, 'event')}`;
  return `"${label}" verified ${number(use.events)} of ${among}, the last at ${isoTime(use.lastAt)} (${use.lastId}).`;
};

/** What a change of a label did, as JSON or in a sentence. */
export const changedText = (changed: ChangedLabel, text: string, json: boolean): string =>
  json ? JSON.stringify(changed, undefined, 2) : text;
