import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  type AcceptedLog,
  acceptedIn,
  anyLine,
} from '../../../functions/shared/query/ingress-log.ts';
import { type RefusedLine, refusedIn } from '../../../functions/shared/query/refused.ts';
import { createLines } from '../terminal/lines.ts';

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
