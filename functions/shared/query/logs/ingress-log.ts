import * as v from 'valibot';
import type { Range } from '../../event/time.ts';
import { timestamp } from './log-line.ts';
import type { RefusedLine } from './refused.ts';

/** What the ingress logged of a webhook that a queue has confirmed: independent of the archive. */
export interface AcceptedLine {
  /** Of the delivery: the archived one's is archived with it. */
  readonly requestId: string;
  readonly eventId: string;
  readonly digest: string;
  /** The domain whose queue took it. */
  readonly queue: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The ingress's log, local or deployed. */
export interface AcceptedLog {
  /** From when it reaches, epoch milliseconds; undefined where there is none. */
  reachesBack(): Promise<number | undefined>;
  /** Its lines about accepted webhooks of a time, all of them by default; lines that cannot be read. */
  lines(range?: Partial<Range>): AsyncIterable<AcceptedLine | 'unreadable'>;
  /** Its lines about refused requests of a time, in pages: an empty one too, so that one can stop. */
  refusals(range: Range): AsyncIterable<readonly RefusedLine[]>;
}

/** The first line about an accepted webhook that meets a condition; undefined where there is none. */
export const acceptedWith = async (
  log: AcceptedLog,
  condition: (line: AcceptedLine) => boolean,
): Promise<AcceptedLine | undefined> => {
  for await (const line of log.lines()) if (line !== 'unreadable' && condition(line)) return line;
  return undefined;
};

/** Any line of the log, as far as this needs it. */
export const anyLine = v.object({ message: v.string(), timestamp });
const acceptedLine = v.object({
  timestamp,
  requestId: v.string(),
  eventId: v.string(),
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  queue: v.string(),
});

/** The accepted webhook of a log line; undefined where it is about something else. */
export const acceptedIn = (text: string): AcceptedLine | 'unreadable' | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const line = v.safeParse(anyLine, json);
  if (!line.success) return 'unreadable';
  if (line.output.message !== 'accepted') return undefined;
  const accepted = v.safeParse(acceptedLine, json);
  if (!accepted.success) return 'unreadable';
  const { timestamp: at, ...ids } = accepted.output;
  return { ...ids, at };
};
