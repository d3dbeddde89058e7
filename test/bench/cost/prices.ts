/**
 * What AWS charges in us-east-1, US dollars, list prices without the free tier or any discount.
 * Every price of the cost model is in this file. They were put together without a look at the pages
 * below: compare them before you rely on the absolute sums.
 */
export const prices = {
  asOf: {
    month: '2026-11',
    pages: [
      'https://aws.amazon.com/api-gateway/pricing/',
      'https://aws.amazon.com/lambda/pricing/',
      'https://aws.amazon.com/sqs/pricing/',
      'https://aws.amazon.com/sns/pricing/',
      'https://aws.amazon.com/dynamodb/pricing/on-demand/',
      'https://aws.amazon.com/cloudwatch/pricing/',
      'https://aws.amazon.com/secrets-manager/pricing/',
      'https://aws.amazon.com/kms/pricing/',
    ],
  },
  /** HTTP API, a request of at most 512 KB. */
  apiRequest: 1.0e-6,
  lambdaRequest: 0.2e-6,
  /** Arm. */
  lambdaGigabyteSecond: 0.0000133334,
  /** Standard queue, a request of at most 64 KB. */
  sqsRequest: 0.4e-6,
  /** FIFO topic, a message; whether ten in one request count as one is not taken for granted. */
  snsFifoMessage: 0.3e-6,
  /** Of what is published, and of what is delivered, to FIFO queues. */
  snsFifoGigabyte: { published: 0.017, delivered: 0.001 },
  snsFifoDelivery: 0.01e-6,
  /** On demand, standard class. */
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  /** The same of a table of the infrequent-access class. */
  infrequentAccess: { writeUnit: 0.78e-6, tableGigabyte: 0.1 },
  logGigabyte: 0.5,
  /** A month each. */
  monthly: {
    /** For each metric that an alarm looks at. */
    alarm: 0.1,
    dashboard: 3,
    secret: 0.4,
    /** A customer-managed key of KMS. */
    key: 1,
    /** Of tables, and again of their backups by the second. */
    tableGigabyte: 0.25,
    backupGigabyte: 0.2,
  },
} as const;

/** What nobody can know before it runs on AWS: set a little above what the parts are known for. */
export const assumptions = {
  /** Milliseconds that the ingress is billed: a request to SQS and its own CPU at 512 MB. */
  ingressMilliseconds: 10,
  /** The same of a consumer's batch, whose records run side by side. */
  batchMilliseconds: 30,
  /** Milliseconds that the publisher is billed for a request of ten changes, its own CPU included. */
  publishMilliseconds: 25,
  /** Bytes of a change with its record, the mean of all samples and a little more. */
  changeBytes: 2_000,
  /** Bytes that CloudWatch counts for a line beside its text. */
  logLineOverhead: 26,
  /** What a run of a scheduled function is billed while little has happened, its start included. */
  hourlyRuns: { seconds: 5, gigabytes: 0.5 },
  /** Waiting requests of a queue's event source: five pollers of 20 s each. */
  idlePolls: { pollers: 5, seconds: 20 },
} as const;
