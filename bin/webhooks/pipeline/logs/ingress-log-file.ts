import { join } from 'node:path';
import * as v from 'valibot';
import {
  type AcceptedLog,
  acceptedIn,
  anyLine,
} from '../../../../functions/shared/query/logs/ingress-log.ts';
import { type RefusedLine, refusedIn } from '../../../../functions/shared/query/logs/refused.ts';
import { linesOf } from './log-file.ts';

/** Log lines that are read between two pages. */
const PAGE = 1_000;

/** The log lines that a local pipeline's ingress wrote, one JSON object a line. */
export const localAcceptedLog = (folder: string): AcceptedLog => {
  const file = join(folder, 'logs', 'ingress.jsonl');
  return {
    reachesBack: async () => {
      for await (const text of linesOf(file)) {
        const line = v.safeParse(v.pipe(v.string(), v.parseJson(), anyLine), text);
        if (line.success) return line.output.timestamp;
      }
      return undefined;
    },
    lines: async function* ({ since = 0, until = Number.POSITIVE_INFINITY } = {}) {
      for await (const text of linesOf(file)) {
        const line = acceptedIn(text);
        if (line === 'unreadable' || (line && line.at >= since && line.at < until)) yield line;
      }
    },
    refusals: async function* ({ since, until }) {
      let page: RefusedLine[] = [];
      let read = 0;
      for await (const text of linesOf(file)) {
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
