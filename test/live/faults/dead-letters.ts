import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { runCommand } from '../../support/tool/command-line.ts';
import type { Stand } from './stand.ts';

const VISIBLE = 'ApproximateNumberOfMessages';
const IN_FLIGHT = 'ApproximateNumberOfMessagesNotVisible';

/** Messages on dead-letter queues, by domain. */
export const deadLetters = async ({
  sqs,
  outputs,
}: Target): Promise<ReadonlyMap<string, number>> => {
  const counted = Object.entries(outputs.deadLetterQueues).map(
    async ([domain, QueueUrl]): Promise<[string, number]> => {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [VISIBLE, IN_FLIGHT] }),
      );
      return [domain, Number(Attributes[VISIBLE]) + Number(Attributes[IN_FLIGHT])];
    },
  );
  return new Map(await Promise.all(counted));
};

const report = v.object({ moved: v.number() });

/** Moves all dead letters back with `webhooks redrive`. @returns how many. */
export const redrive = async ({ dir, target }: Stand): Promise<number> => {
  let moved = 0;
  for (const [domain, messages] of await deadLetters(target)) {
    if (messages === 0) continue;
    const { out, err } = await runCommand(dir, ['redrive', domain, '--json']);
    const said = v.safeParse(v.pipe(v.string(), v.parseJson(), report), out);
    if (!said.success) throw new Error(`webhooks redrive ${domain}: ${err}`);
    moved += said.output.moved;
  }
  return moved;
};
