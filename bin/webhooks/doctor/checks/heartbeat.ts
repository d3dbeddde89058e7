import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { unrouted } from '../../../../functions/domains.ts';
import { durationOf } from '../../duration.ts';
import { createReader } from '../../target/reader.ts';
import { type Check, type Finding, ok, problem } from '../check.ts';
import { type Answer, post } from '../door.ts';
import type { Patient } from '../patient.ts';
import { liveSecrets } from './secret.ts';

/**
 * Belongs to no domain, so that it is archived and sets no row; a name is all it takes not to need
 * attention. It counts as an accepted event, and as one unrouted one, of which an alarm takes many.
 */
export const HEARTBEAT = 'heartbeat.doctor';

/** Milliseconds between two looks. */
const POLL = 250;
const RETRY = 5_000;

const heartbeat = (now: number): { readonly id: string; readonly body: Buffer } => {
  const created_at = new Date(now).toISOString();
  const id = `doctor-${created_at.replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
  const event = { id, name: HEARTBEAT, created_at, data: { sent_by: 'webhooks doctor' } };
  return { id, body: Buffer.from(JSON.stringify(event)) };
};

/** Posts until the answer is no 401: the ingress learns of a new secret within half a minute. */
const accepted = async (
  { wait, waiting }: Patient,
  send: () => Promise<Answer>,
): Promise<Answer> => {
  const begun = Date.now();
  for (;;) {
    const answer = await send();
    const waited = Date.now() - begun;
    if (answer.status !== 401 || waited + RETRY > wait) return answer;
    waiting(waited / 1_000);
    await pause(RETRY);
  }
};

/** Waits for an event's item in the events table. */
const archived = async ({ target, wait, waiting }: Patient, id: string) => {
  const reader = createReader(await target());
  const begun = Date.now();
  for (;;) {
    const [item] = await reader.event(id);
    const waited = Date.now() - begun;
    if (item || waited > wait) return item;
    waiting(waited / 1_000);
    await pause(POLL);
  }
};

const refusal = ({ logsOf, wait }: Patient, label: string, status: number): Finding => {
  if (status === 401)
    return problem(
      `A webhook signed with the secret "${label}" is refused with 401, also after ${durationOf(wait)}: the ingress has another secret under this label, something alters bodies or headers on the way, or the stage refuses what is stale and a clock is wrong.`,
      logsOf('ingress'),
    );
  return problem(
    `A webhook signed with the secret "${label}" is answered ${status}: ${status >= 500 ? 'no queue takes it, or the secret cannot be read' : 'something before the ingress refuses it'}.`,
    logsOf('ingress'),
  );
};

const examineOne = async (patient: Patient, label: string, secret: string): Promise<Finding> => {
  const { outputs } = await patient.target();
  const { id, body } = heartbeat(Date.now());
  const answer = await accepted(patient, () => post(outputs.webhookUrl, body, secret));
  if (answer.status !== 200) return refusal(patient, label, answer.status);
  const item = await archived(patient, id);
  if (!item)
    return problem(
      `A heartbeat signed with "${label}" was accepted, but is not in the events table after ${durationOf(patient.wait)}: the consumer of ${unrouted.name} takes nothing, or fails.`,
      patient.logsOf(unrouted.name),
    );
  const [received, kept] = [item['receivedAt'], item['archivedAt']].map((at) =>
    Date.parse(at?.S ?? ''),
  );
  const lag = kept === undefined || received === undefined ? 0 : kept - received;
  const timing = item['timing']?.S;
  if (timing !== undefined)
    return problem(
      `A heartbeat signed with "${label}" arrived, but was called ${timing}: clocks differ by more than five minutes.`,
      'sudo timedatectl set-ntp true',
    );
  return ok(
    `Signed with "${label}": accepted in ${durationOf(answer.answeredAt - answer.askedAt)}, archived ${durationOf(lag)} later.`,
  );
};

/** A signed event is accepted, with each live secret, and is in the archive within seconds. */
export const signedHeartbeat: Check = {
  name: 'heartbeat',
  after: ['webhook URL', 'signing secret'],
  run: async (patient) => {
    const live = [...(await liveSecrets(patient))];
    return Promise.all(live.map(([label, secret]) => examineOne(patient, label, secret)));
  },
};
