import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { unrouted } from '../../../../../functions/domains.ts';
import { HEARTBEAT } from '../../../pipeline/event-names.ts';
import { createReader } from '../../../pipeline/records.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { type Check, type CheckFinding, ok, problem } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { postToEndpoint, type UrlAnswer } from '../endpoint.ts';
import { liveSecrets } from './secret.ts';

/** Milliseconds between two polls. */
const POLL_MS = 250;
const RETRY_MS = 5_000;

const heartbeat = (now: number): { readonly id: string; readonly body: Buffer } => {
  const created_at = new Date(now).toISOString();
  const id = `doctor-${created_at.replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
  const event = { id, name: HEARTBEAT, created_at, data: { sent_by: 'webhooks doctor' } };
  return { id, body: Buffer.from(JSON.stringify(event)) };
};

/** Posts until the answer is not 401: the ingress reads a new secret within half a minute. */
const accepted = async (
  { wait, waiting }: CheckContext,
  send: () => Promise<UrlAnswer>,
): Promise<UrlAnswer> => {
  const startedAt = Date.now();
  for (;;) {
    const answer = await send();
    const waited = Date.now() - startedAt;
    if (answer.status !== 401 || waited + RETRY_MS > wait) return answer;
    waiting(waited / 1_000);
    await pause(RETRY_MS);
  }
};

/** Waits for an event's item in the events table. */
const archived = async ({ target, wait, waiting }: CheckContext, id: string) => {
  const reader = createReader((await target()).tables);
  const startedAt = Date.now();
  for (;;) {
    const [item] = await reader.event(id);
    const waited = Date.now() - startedAt;
    if (item || waited > wait) return item;
    waiting(waited / 1_000);
    await pause(POLL_MS);
  }
};

const refusal = ({ logsOf, wait }: CheckContext, label: string, status: number): CheckFinding => {
  if (status === 401)
    return problem(
      `A webhook signed with the secret "${label}" is still refused with 401 after ${durationOf(wait)}: the ingress has another secret under this label, something alters bodies or headers on the way, or the stage refuses what is stale and a clock is wrong.`,
      logsOf('ingress'),
    );
  return problem(
    `A webhook signed with the secret "${label}" is answered ${status}: ${status >= 500 ? 'it cannot be queued, or the secret cannot be read' : 'something before the ingress refuses it'}.`,
    logsOf('ingress'),
  );
};

const examineOne = async (
  context: CheckContext,
  label: string,
  secret: string,
): Promise<CheckFinding> => {
  const { outputs } = await context.target();
  const { id, body } = heartbeat(Date.now());
  const answer = await accepted(context, () => postToEndpoint(outputs.webhookUrl, body, secret));
  if (answer.status !== 200) return refusal(context, label, answer.status);
  const item = await archived(context, id);
  if (!item)
    return problem(
      `A heartbeat signed with "${label}" was accepted, but is not in the events table after ${durationOf(context.wait)}: the consumer of ${unrouted.name} receives nothing, or fails.`,
      context.logsOf(unrouted.name),
    );
  const [receivedAt, archivedAt] = [item['receivedAt'], item['archivedAt']].map((at) =>
    Date.parse(at?.S ?? ''),
  );
  const lag = archivedAt === undefined || receivedAt === undefined ? 0 : archivedAt - receivedAt;
  const timing = item['timing']?.S;
  if (timing !== undefined)
    return problem(
      `A heartbeat signed with "${label}" arrived, but was labelled ${timing}: clocks differ by more than five minutes.`,
      'sudo timedatectl set-ntp true',
    );
  return ok(
    `Signed with "${label}": accepted in ${durationOf(answer.answeredAt - answer.askedAt)}, archived ${durationOf(lag)} later.`,
  );
};

/** An event signed with each live secret is accepted, and archived within seconds. */
export const signedHeartbeat: Check = {
  name: 'heartbeat',
  after: ['webhook URL', 'signing secret'],
  run: async (context) => {
    const live = [...(await liveSecrets(context))];
    return Promise.all(live.map(([label, secret]) => examineOne(context, label, secret)));
  },
};
