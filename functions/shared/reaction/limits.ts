/**
 * How often a reaction's queue delivers a message before it is a dead letter.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export const MOST_RECEIVES = 10;

/**
 * Seconds that SQS hides a message at most, from when it was received.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export const MOST_SECONDS = 43_200;

/** Items of a transaction beside the note: DynamoDB takes a hundred. */
export const MOST_EFFECTS = 99;

/** Seconds that a change may take where a reaction states nothing else. */
export const USUAL_TIMEOUT_SECONDS = 30;
