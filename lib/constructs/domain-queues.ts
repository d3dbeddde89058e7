import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Domain } from '../../functions/shared/domain.ts';
import type { StageSettings } from '../stages.ts';
import { onlyMovedTo, onlySentBy } from './access/senders.ts';
import { deadLettersOf, keptMessages, visibilityFor } from './kept-messages.ts';

/** Deliveries before a message is set aside; a consumer spaces its retries out over hours. */
const MAX_RECEIVE_COUNT = 5;

interface DomainQueuesProps {
  readonly stage: StageSettings;
  readonly domain: Domain;
  /** Encrypts messages; without it a key of SQS's own does. */
  readonly key: IKey | undefined;
}

/** A domain's queue and its dead-letter queue: each keeps a message for the longest SQS can. */
export class DomainQueues extends Construct {
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;

  constructor(scope: Construct, id: string, { stage, domain, key }: DomainQueuesProps) {
    super(scope, id);
    const queueName = stage.names.queue(domain.name);
    const kept = { ...keptMessages(key), removalPolicy: stage.removalPolicy };
    const deadLetters = deadLettersOf(this, queueName, {
      ...kept,
      queueName: stage.names.deadLetterQueue(domain.name),
    });
    const queue = new Queue(this, 'Queue', {
      ...kept,
      queueName,
      visibilityTimeout: visibilityFor(domain.tuning.timeoutSeconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    onlySentBy(queue, stage);
    onlyMovedTo(deadLetters);
    this.queueUrl = queue.queueUrl;
    this.deadLetterQueueUrl = deadLetters.queueUrl;
  }
}
