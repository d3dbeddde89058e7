/** Names of the environment variables that infrastructure sets and functions read. */
export const environmentNames = {
  eventsTable: 'EVENTS_TABLE',
  stateTable: 'STATE_TABLE',
  controlTable: 'CONTROL_TABLE',
  /** CloudWatch's, of the metrics that a stage's log lines are counted in. */
  metricsNamespace: 'METRICS_NAMESPACE',
  /** A consumer's own queue: it postpones and removes messages. */
  queueUrl: 'QUEUE_URL',
  /** The ingress's queues: one variable per domain, see {@link domainQueueUrl}. */
  signingSecret: 'SIGNING_SECRET_NAME',
  /** Addresses and ranges that requests may come from, with commas; unset lets all come. */
  allowedSources: 'ALLOWED_SOURCES',
  /** Seconds; unset or 0 accepts a validly signed event of any age. */
  rejectStaleAfterSeconds: 'REJECT_STALE_AFTER_SECONDS',
  /** Days that the archive keeps an event; unset keeps it permanently. */
  archiveDays: 'ARCHIVE_DAYS',
} as const;

/** The same of what publishes changes and reacts to them: apart, so that no consumer carries them. */
export const changeEnvironmentNames = {
  /** The ARN of the topic that changes of records are published to. */
  changesTopic: 'CHANGES_TOPIC',
  /** The queue for what cannot be published. */
  unpublishedQueue: 'UNPUBLISHED_QUEUE_URL',
  /** What reactions have done, and which dues are published. */
  effectsTable: 'EFFECTS_TABLE',
  /** How long before work is due it is published. */
  dueHours: 'DUE_HOURS',
  /** The name of a reaction, as of its file. */
  reaction: 'REACTION',
} as const;

/** The same of the ingress and of what checks the pipeline: apart too. */
export const checkEnvironmentNames = {
  /** The secret with those of our own labels, which sign nothing of Airwallex. */
  ownSecrets: 'OWN_SECRETS_NAME',
  /** The log group of the ingress, which states what it accepted. */
  ingressLogs: 'INGRESS_LOGS',
  /** Where heartbeats are posted to. */
  webhookUrl: 'WEBHOOK_URL',
} as const;

/** The ingress's variable for the queue of a domain. */
export const domainQueueUrl = (domainName: string): string =>
  `QUEUE_URL_${domainName.toUpperCase()}`;

/** The same for its dead-letter queue. */
export const domainDeadLetterUrl = (domainName: string): string =>
  `DEAD_LETTER_URL_${domainName.toUpperCase()}`;

/** The variable for the state table of a domain, of a function that reads all of them. */
export const domainStateTable = (domainName: string): string =>
  `STATE_TABLE_${domainName.toUpperCase()}`;

/** @throws Error naming the variable, when it is not set: the function's deployment is incomplete. */
export const required = (name: string, environment = process.env): string => {
  const value = environment[name];
  if (value) return value;
  throw new Error(`${name} is not set: deploy the function with the project's own stacks.`);
};
