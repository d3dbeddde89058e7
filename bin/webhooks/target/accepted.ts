import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { createLines } from '../lines.ts';
import type { Range } from '../moment.ts';
import { type RefusedLine, refusedIn } from './refused.ts';

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

const timestamp = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
);
const anyLine = v.object({ message: v.string(), timestamp });
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

async function* textOf(file: string): AsyncGenerator<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return;
  const lines = createLines();
  for await (const chunk of handle.createReadStream({ encoding: 'utf8' }))
    for (const line of lines.add(chunk)) if (line !== '') yield line;
  if (lines.rest !== '') yield lines.rest;
}

/** Log lines that are read between two pages. */
const PAGE = 1_000;

/** The log lines that a local pipeline's ingress wrote, one JSON object a line. */
export const localAcceptedLog = (folder: string): AcceptedLog => {
  const file = join(folder, 'logs', 'ingress.jsonl');
  return {
    reachesBack: async () => {
      for await (const text of textOf(file)) {
        const line = v.safeParse(v.pipe(v.string(), v.parseJson(), anyLine), text);
        if (line.success) return line.output.timestamp;
      }
      return undefined;
    },
    lines: async function* ({ since = 0, until = Number.POSITIVE_INFINITY } = {}) {
      for await (const text of textOf(file)) {
        const line = acceptedIn(text);
        if (line === 'unreadable' || (line && line.at >= since && line.at < until)) yield line;
      }
    },
    refusals: async function* ({ since, until }) {
      let page: RefusedLine[] = [];
      let read = 0;
      for await (const text of textOf(file)) {
        const line = refusedIn(text);
        if (line && line.at >= since && line.at < until) page.push(line);
        read += 1;
        if (read % PAGE > 0) continue;
        yield page;
        page = [];
      }
      yield page;
    },
  };
};
