import { Logger } from '@aws-lambda-powertools/logger';

/** What may be logged: ids, names, counts and times. Never a payload, a header or a secret. */
export type LogFields = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** One line per call; no context is shared between lines, since records are handled side by side. */
export interface Log {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
  /** A warning that is a metric too, of the message's name: how many such lines a service wrote. */
  count(message: string, fields: LogFields): void;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const countedBy = (metric: string, namespace: string) => ({
  [metric]: 1,
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      { Namespace: namespace, Dimensions: [['service']], Metrics: [{ Name: metric }] },
    ],
  },
});

/**
 * JSON lines on standard output and standard error. Nobody but this function has the logger, so that
 * no variable of Powertools (`POWERTOOLS_LOGGER_LOG_EVENT`) can make it write a request or a batch.
 * @param namespace CloudWatch's, of the metrics that lines are counted in.
 */
export const createLog = (serviceName: string, namespace: string): Log => {
  const logger = new Logger({ serviceName, sampleRateValue: 0 });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
    count: (message, fields) =>
      logger.warn(message, { ...fields, ...countedBy(message, namespace) }),
  };
};

/** An error's name is what its thrower likes: only one that looks like a name is repeated. */
const nameOf = ({ name }: Error): string => (/^\w{1,80}$/.test(name) ? name : 'Error');

/** The first line of a stack below its message, which may look like such a line itself. */
const placeOf = ({ message, stack = '' }: Error): string | undefined => {
  const end = stack.indexOf(message);
  if (end < 0) return undefined;
  const lines = stack.slice(end + message.length).split('\n');
  return lines.find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))?.trim();
};

/** An error without its message, which may quote data: its name, its cause's, and where it arose. */
export const errorFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: nameOf(error),
    cause: error.cause instanceof Error ? nameOf(error.cause) : undefined,
    where: placeOf(error),
  };
};
