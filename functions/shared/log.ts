import { Logger } from '@aws-lambda-powertools/logger';

/** What may be logged: ids, names, counts and times. Never a payload, a header or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line per call; no context is shared between lines, since records are handled side by side. */
export interface Log {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
  /** A warning that is a metric too, of the message's name: how many such lines a service wrote. */
  count(message: string, fields: LogFields): void;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const countedBy = (metric: string) => ({
  [metric]: 1,
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      { Namespace: 'AirwallexWebhooks', Dimensions: [['service']], Metrics: [{ Name: metric }] },
    ],
  },
});

/** JSON lines on standard output. */
export const createLog = (serviceName: string): Log => {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
    count: (message, fields) => logger.warn(message, { ...fields, ...countedBy(message) }),
  };
};

/** An error without its message, which may quote data: its name, its cause's, and where it arose. */
export const errorFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: typeof error };
  const where = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    cause: error.cause instanceof Error ? error.cause.name : undefined,
    where: where?.trim(),
  };
};
