import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { startSqs } from '../../../bin/local/emulators/sqs.ts';
import { launch } from '../../bin/local/launch.ts';
import { startProxy } from '../faults/proxy.ts';
import { intent, sendAll } from './fairness.ts';

/** What the ingress asks SQS to group a message by, and the account that the message is of. */
export interface Grouped {
  readonly group: unknown;
  readonly account: string;
}

const ACCOUNTS = 4;
const EVENTS = 12;

const body = v.pipe(v.string(), v.parseJson(), v.object({ account_id: v.string() }));

/**
 * Listens to what the deployed ingress sends: on its way, because the embedded SQS forgets the group
 * of a message in a standard queue.
 * @param dir of a pipeline of its own.
 */
export const groupsAsked = async (dir: string): Promise<readonly Grouped[]> => {
  const seen: Grouped[] = [];
  mkdirSync(dir, { recursive: true });
  const sqs = await startSqs(join(dir, 'sqs'), { port: 0, flag: '' });
  const proxy = await startProxy(sqs.endpoint, {
    ask: (operation, asked) => {
      const parsed = v.safeParse(body, asked['MessageBody']);
      if (operation === 'SendMessage' && parsed.success)
        seen.push({ group: asked['MessageGroupId'], account: parsed.output.account_id });
      return asked;
    },
  });
  const runner = await launch(dir, '--sqs-endpoint', proxy.endpoint);
  const [signingSecret = ''] = Object.values(runner.outputs.signingSecrets);
  const events = Array.from({ length: EVENTS }, (_, index) =>
    intent(`acct_group_${index % ACCOUNTS}`, `group_${index}`),
  );
  await sendAll({ webhookUrl: runner.outputs.webhookUrl, signingSecret }, events);
  await runner.end('SIGTERM');
  proxy.stop();
  await sqs.stop();
  return seen;
};
