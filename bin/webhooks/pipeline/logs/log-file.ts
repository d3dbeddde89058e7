import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type DriftLine, driftIn } from '../../../../functions/shared/query/logs/drifted.ts';
import { type FailedLine, failedIn } from '../../../../functions/shared/query/logs/failed.ts';
import { createLines } from '../../terminal/lines.ts';

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

/** The log of a local consumer, and from when on to read it (epoch milliseconds). */
interface LogPeriod {
  readonly folder: string;
  readonly domain: string;
  readonly since: number;
}

async function* linesWith<T extends { readonly at: number }>(
  { folder, domain, since }: LogPeriod,
  read: (text: string) => T | undefined,
): AsyncGenerator<T> {
  for await (const text of linesOf(join(folder, 'logs', `${domain}.jsonl`))) {
    const line = read(text);
    if (line && line.at >= since) yield line;
  }
}

/** What a local consumer logged of messages that failed. */
export const localFailures = (period: LogPeriod): AsyncGenerator<FailedLine> =>
  linesWith(period, failedIn);

/** What a local consumer logged of bodies that have something no schema knows. */
export const localDrift = (period: LogPeriod): AsyncGenerator<DriftLine> =>
  linesWith(period, driftIn);
