import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeReference } from './publication.ts';

/** A change that no topic takes, and why. */
export interface UnpublishedChange extends ChangeReference {
  readonly reason: string;
}

/** Where changes are kept that cannot be published. */
export interface Unpublished {
  keep(change: UnpublishedChange): Promise<void>;
}

/** A queue for them: it gets what identifies a change, and nothing of its record. */
export const sqsUnpublished = (client: SQSClient, queueUrl: string): Unpublished => ({
  keep: async (change) => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(change) }),
    );
  },
});
