import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../cloud/client-settings.ts';
import type { EventSource } from '../cloud/event-sources.ts';
import type { Console } from '../console/console.ts';
import type { RunningFunction } from '../lambda/function.ts';
import { type Endpoints, queueUrl } from '../lambda/variables.ts';
import { pollQueue } from './event-source.ts';

interface Setting {
  readonly endpoints: Endpoints;
  readonly console: Console;
}

/**
 * Polls the queues of all event sources.
 * @returns stops polling, after received messages are done.
 */
export const pollQueues = (
  eventSources: readonly EventSource[],
  functionOf: (arn: string) => RunningFunction,
  { endpoints, console }: Setting,
): (() => Promise<void>) => {
  const sqs = new SQSClient(clientSettings(endpoints.sqs));
  const pollers = eventSources.map((source) => {
    const name = source.queueArn.split(':').at(-1) ?? '';
    return pollQueue({
      source,
      url: queueUrl(endpoints, name),
      sqs,
      consumer: functionOf(source.functionArn),
      onFailure: (reason) => console.functionLine(name, reason),
    });
  });
  return async () => {
    await Promise.all(pollers.map((poller) => poller.stop()));
    sqs.destroy();
  };
};
