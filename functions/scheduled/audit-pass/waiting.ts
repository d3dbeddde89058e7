import type { SQSClient } from '@aws-sdk/client-sqs';
import { domains, unrouted } from '../../domains.ts';
import { domainDeadLetterUrl, domainQueueUrl, required } from '../../shared/environment.ts';
import { unfinishedIn } from '../../shared/query/queues.ts';

/** Messages that no consumer has finished with, by domain: in the queues that the environment names. */
export const waitingFrom = async (sqs: SQSClient): Promise<ReadonlyMap<string, number>> => {
  const counted = [...domains, unrouted].map(async ({ name }): Promise<[string, number]> => {
    const urls = [domainQueueUrl(name), domainDeadLetterUrl(name)].map((one) => required(one));
    const counts = await Promise.all(urls.map((url) => unfinishedIn(sqs, url)));
    return [name, counts.reduce((sum, count) => sum + count, 0)];
  });
  return new Map(await Promise.all(counted));
};
