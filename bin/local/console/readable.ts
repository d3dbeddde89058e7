import { styleText } from 'node:util';
import * as v from 'valibot';
import { shown } from '../../webhooks/terminal/printable.ts';

/** What every structured line of a function has. */
export const structured = v.looseObject({
  level: v.string(),
  message: v.string(),
  timestamp: v.string(),
});

/**
 * Fields that are not shown: the same in each line of a function, shown by its label, or there for
 * programs, such as the ids that join lines and the metrics. The function's log file has them all.
 */
const omitted = new Set([
  '_aws',
  'digest',
  'domain',
  'requestId',
  'requestIds',
  'level',
  'message',
  'timestamp',
  'service',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'sampling_rate',
  'xray_trace_id',
]);

const severities: Record<string, 'red' | 'yellow' | 'dim'> = {
  CRITICAL: 'red',
  ERROR: 'red',
  WARN: 'yellow',
  DEBUG: 'dim',
};

const embedded = v.looseObject({
  _aws: v.looseObject({
    CloudWatchMetrics: v.array(
      v.looseObject({ Metrics: v.array(v.looseObject({ Name: v.string() })) }),
    ),
  }),
});

/** The fields of a line that are values of metrics, in CloudWatch's embedded metric format. */
const metricsOf = (fields: object): readonly string[] => {
  const parsed = v.safeParse(embedded, fields);
  if (!parsed.success) return [];
  return parsed.output._aws.CloudWatchMetrics.flatMap(({ Metrics }) =>
    Metrics.map(({ Name }) => Name),
  );
};

/** A structured log line as `time level message key=value …`; any other line unchanged; control characters are escaped. */
export const readable = (line: string): string => {
  const parsed = v.safeParse(structured, parseJson(line));
  if (!parsed.success) return shown(line);
  const { level, message, timestamp, ...rest } = parsed.output;
  const metrics = metricsOf(rest);
  const facts = Object.entries(rest)
    .filter(([key]) => !omitted.has(key) && !metrics.includes(key))
    .map(([key, value]) => styleText('dim', `${shown(key)}=`) + textOf(value));
  const severity = severities[level];
  const named = severity ? styleText(severity, level.padEnd(5)) : shown(level).padEnd(5);
  return [styleText('dim', shown(clockOf(timestamp))), named, shown(message), ...facts].join(' ');
};

const textOf = (value: unknown): string =>
  shown(
    typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : String(JSON.stringify(value)),
  );

/** Of each batch of changes: one for each event that a person sends. */
const published = v.looseObject({ level: v.literal('INFO'), message: v.literal('published') });

/** Whether a line is not shown: the function's log file has it. */
export const isQuiet = (line: string): boolean => v.is(published, parseJson(line));

/** The time of day of a line, UTC. */
export const clockOf = (timestamp: string): string => timestamp.slice(11, 19);

/** A line as JSON; undefined where it is something else. */
export const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
