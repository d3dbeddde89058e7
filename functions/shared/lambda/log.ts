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
 * Fields of every line without information here, where nothing is traced or sampled: 74 bytes, paid for
 * with each event.
 */
const idle = ['sampling_rate', 'xray_trace_id'];

/**
 * JSON lines on standard output and standard error. Only this function has the logger, so that
 * no variable of Powertools (`POWERTOOLS_LOGGER_LOG_EVENT`) can make it write a request or a batch.
 * @param namespace CloudWatch's, of the metrics that lines are counted in.
 */
export const createLog = (serviceName: string, namespace: string): Log => {
  const logger = new Logger({
    serviceName,
    sampleRateValue: 0,
    jsonReplacerFn: (name, value) => (idle.includes(name) ? undefined : value),
  });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
    count: (message, fields) =>
      logger.warn(message, { ...fields, ...countedBy(message, namespace) }),
  };
};
