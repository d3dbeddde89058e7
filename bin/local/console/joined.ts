import { styleText } from 'node:util';
import * as v from 'valibot';
import { shown } from '../../webhooks/terminal/printable.ts';
import { clockOf, parseJson, structured } from './readable.ts';

/*
 * An event in one line: the ingress's line that accepts it, and its consumer's about the batch that it
 * was in. Only these two are held back, and for a few seconds at most; any other line is printed at once.
 */

/** How long to wait for the other line, milliseconds. */
const WAIT = 3_000;
/** Events that are remembered until they are handled: the oldest is forgotten beyond that. */
const MOST = 1_000;

const accepted = v.looseObject({
  ...structured.entries,
  message: v.literal('accepted'),
  requestId: v.string(),
  eventId: v.string(),
  event: v.optional(v.string()),
});

const batch = v.looseObject({
  ...structured.entries,
  message: v.literal('batch'),
  requestIds: v.array(v.string()),
});

/** A line of a consumer about one event of a batch that it has not reported yet. */
const own = v.looseObject({
  ...structured.entries,
  message: v.picklist(['quarantined', 'failed']),
  requestId: v.string(),
});

const results = ['accepted', 'repeated', 'unrecognized', 'unrouted'] as const;

const colours: Readonly<Record<string, 'red' | 'yellow' | 'dim'>> = {
  quarantined: 'red',
  failed: 'red',
  unrecognized: 'yellow',
  waiting: 'yellow',
  repeated: 'dim',
};

/** What is known of one request that the ingress has accepted. */
interface Request {
  readonly accepted?: v.InferInput<typeof accepted>;
  /** The result that the consumer has reported for it alone. */
  readonly own?: string;
  readonly handled?: { readonly result: string; readonly at: number };
}

/** Joins lines about one event. */
export interface JoinedLines {
  /**
   * Takes a line that is part of an event's.
   * @param print prints the line by itself: called later, where it belongs to no known event.
   * @returns whether it was taken; if not, it is to be printed.
   */
  take(line: string, print: () => void): boolean;
  /** Prints what is held back. */
  end(): void;
}

const tookOf = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

/** @param write takes a line of text. */
export const joinLines = (write: (line: string) => void, wait = WAIT): JoinedLines => {
  const requests = new Map<string, Request>();
  const held = new Set<() => void>();

  /** Does something after the wait, or at the end. */
  const later = (act: () => void): void => {
    const once = (): void => {
      if (held.delete(once)) act();
    };
    held.add(once);
    setTimeout(once, wait).unref();
  };

  const note = (id: string, known: Request): Request => {
    const request = { ...requests.get(id), ...known };
    requests.set(id, request);
    const [oldest = ''] = requests.keys();
    if (requests.size > MOST) requests.delete(oldest);
    return request;
  };

  const print = ({ timestamp, event = '-', eventId }: v.InferInput<typeof accepted>, end: string) =>
    write(
      `${styleText('dim', shown(clockOf(timestamp)))} ${styleText('green', '200')} ${shown(event)} ${styleText('dim', shown(eventId))} → ${end}`,
    );

  const coloured = (result: string): string => {
    const colour = colours[result];
    return colour ? styleText(colour, result) : result;
  };

  /** Prints an event of which both lines are known. */
  const finish = (id: string, request: Request): void => {
    const { accepted: first, handled } = request;
    if (!first || !handled) return;
    const took = Math.max(0, handled.at - Date.parse(first.timestamp));
    print(first, `${coloured(handled.result)}, ${tookOf(took)}`);
    // What failed comes again.
    if (handled.result === 'failed') requests.set(id, { accepted: first });
    else requests.delete(id);
  };

  const accept = (line: v.InferInput<typeof accepted>): void => {
    const { requestId } = line;
    const request = note(requestId, { accepted: line });
    finish(requestId, request);
    if (!request.handled)
      later(() => {
        if (requests.get(requestId)?.accepted === line) print(line, coloured('waiting'));
      });
  };

  const handle = (line: v.InferInput<typeof batch>, printBatch: () => void): void => {
    const { requestIds, timestamp } = line;
    const shared = results.filter((result) => result in line).join(' or ');
    for (const id of requestIds) {
      const result = requests.get(id)?.own ?? (shared || 'handled');
      finish(id, note(id, { handled: { result, at: Date.parse(timestamp) } }));
    }
    // Of another run, or moved back to the queue: no line of the ingress belongs to it.
    later(() => {
      const alone = requestIds.filter((id) => requests.get(id)?.handled);
      if (alone.length > 0 || requestIds.length === 0) printBatch();
      for (const id of alone) requests.delete(id);
    });
  };

  return {
    take: (text, printAlone) => {
      const line = parseJson(text);
      if (v.is(own, line)) note(line.requestId, { own: line.message });
      if (v.is(accepted, line)) accept(line);
      else if (v.is(batch, line) && !('notRemoved' in line)) handle(line, printAlone);
      else return false;
      return true;
    },
    end: () => {
      for (const act of [...held]) act();
    },
  };
};
