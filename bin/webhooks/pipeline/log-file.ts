import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type FailedLine, failedIn } from '../../../functions/shared/query/failed.ts';
import { createLines } from '../terminal/lines.ts';

/** The lines of a log that a local function writes; none where there is no such file. */
export async function* linesOf(file: string): AsyncGenerator<string> {
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

/** What a local consumer logged of messages that failed, from a time on (epoch milliseconds). */
export async function* localFailures(
  folder: string,
  domain: string,
  since: number,
): AsyncGenerator<FailedLine> {
  for await (const text of linesOf(join(folder, 'logs', `${domain}.jsonl`))) {
    const line = failedIn(text);
    if (line && line.at >= since) yield line;
  }
}
