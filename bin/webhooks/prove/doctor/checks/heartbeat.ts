import { setTimeout as pause } from 'node:timers/promises';
import { unrouted } from '../../../../../functions/domains.ts';
import {
  type HeartbeatEvent,
  heartbeatOf,
  proves,
} from '../../../../../functions/scheduled/heartbeat/heartbeat.ts';
import { HEARTBEAT_LABEL } from '../../../../../functions/shared/event/internal.ts';
import { latestHeartbeat } from '../../../../../functions/shared/query/heartbeat.ts';
import type { Heartbeat } from '../../../../../functions/shared/store/heartbeat.ts';
import { ownSecretsOf } from '../../../pipeline/own-secrets.ts';
import { commandLine, upgradeLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { type Check, type CheckFinding, ok, problem, warning } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { postToEndpoint, type UrlAnswer } from '../endpoint.ts';

/** Milliseconds between two polls. */
const POLL_MS = 250;
const RETRY_MS = 5_000;

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

/** Waits until it is noted that the heartbeat came the whole way, or a later one. */
const noted = async (
  { target, wait, waiting }: CheckContext,
  sent: HeartbeatEvent,
  acceptedAt: number,
): Promise<Heartbeat | undefined> => {
  const { events } = (await target()).tables;
  const startedAt = Date.now();
  for (;;) {
    const latest = await latestHeartbeat(events);
    const waited = Date.now() - startedAt;
    if (proves(latest, sent, acceptedAt)) return latest;
    if (waited > wait) return undefined;
    waiting(waited / 1_000);
    await pause(POLL_MS);
  }
};

const refusal = ({ logsOf, wait }: CheckContext, status: number): CheckFinding => {
  if (status === 401)
    return problem(
      `A heartbeat is still refused with 401 after ${durationOf(wait)}: the ingress has another secret under the label "${HEARTBEAT_LABEL}", something alters bodies or headers on the way, or the stage refuses what is stale and a clock is wrong.`,
      logsOf('ingress'),
    );
  return problem(
    `A heartbeat is answered ${status}: ${status >= 500 ? 'it cannot be queued, or the secrets cannot be read' : 'something before the ingress refuses it'}.`,
    logsOf('ingress'),
  );
};

const examined = async (context: CheckContext, secret: string): Promise<CheckFinding> => {
  const { outputs } = await context.target();
  const sent = heartbeatOf('doctor', Date.now());
  const answer = await accepted(context, () =>
    postToEndpoint(outputs.webhookUrl, sent.body, secret),
  );
  if (answer.status !== 200) return refusal(context, answer.status);
  const latest = await noted(context, sent, answer.answeredAt);
  if (!latest)
    return problem(
      `A heartbeat was accepted, but is not noted in the events table after ${durationOf(context.wait)}: the consumer of ${unrouted.name} receives nothing, or fails.`,
      context.logsOf(unrouted.name),
    );
  return ok(
    `Accepted in ${durationOf(answer.answeredAt - answer.askedAt)}, noted in the archive's table ${durationOf(Math.max(0, latest.notedAt - latest.receivedAt))} later.`,
  );
};

/** A heartbeat is accepted, and comes through queue and consumer to the archive's table within seconds. */
export const signedHeartbeat: Check = {
  name: 'heartbeat',
  after: ['webhook URL'],
  run: async (context) => {
    const target = await context.target();
    if (target.outputs.ownSecretsName === undefined)
      return [
        warning(
          `None is sent: an earlier version of this project made ${context.name}, without a secret that signs heartbeats and nothing else.`,
          upgradeLine(target.pipeline),
        ),
      ];
    const secret = (await ownSecretsOf(target))[HEARTBEAT_LABEL];
    if (secret) return [await examined(context, secret)];
    return [
      problem(
        `None can be sent: the secret "${HEARTBEAT_LABEL}" of ${context.name} is gone. Give it a new one of any text that begins with whsec_.`,
        commandLine('secrets add', { operands: [HEARTBEAT_LABEL], pipeline: context.pipeline }),
      ),
    ];
  },
};
