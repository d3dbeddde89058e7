import type { Log, LogFields } from '../../functions/shared/lambda/log.ts';

/** A log that collects its lines. */
export const linesLog = (): Log & {
  readonly lines: (LogFields & { readonly message: string })[];
} => {
  const lines: (LogFields & { readonly message: string })[] = [];
  const keep = (message: string, fields: LogFields): void => {
    lines.push({ ...fields, message });
  };
  return { lines, info: keep, warn: keep, error: keep, count: keep };
};
