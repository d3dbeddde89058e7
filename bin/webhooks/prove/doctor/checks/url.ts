import { join } from 'node:path';
import { domainTargetOutput } from '../../../../../lib/names.ts';
import { projectRoot } from '../../../../../lib/project-root.ts';
import { cdkLine, quoted, startLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { type Check, type CheckFinding, ok, problem } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { postToEndpoint } from '../endpoint.ts';

const settings = quoted(join(projectRoot, 'cdk.json'));

const unexpected = (
  { stage, logsOf }: CheckContext,
  what: string,
  status: number,
): CheckFinding => {
  if (status >= 500)
    return problem(`${what} is answered ${status}: the ingress fails.`, logsOf('ingress'));
  if (status === 429)
    return problem(
      `${what} is answered 429: the stage's throttle is reached. Airwallex retries, but late.`,
      `grep -A3 throttle ${settings}`,
    );
  if (status === 403)
    return problem(
      `${what} is answered 403: this machine's address is not among the stage's allowedSources. Add it, or run this from one of them.`,
      `grep -A5 allowedSources ${settings}`,
    );
  return problem(
    `${what} is answered ${status}: something other than the ingress answers there.`,
    stage && cdkLine(['deploy', '--all'], stage.pipeline),
  );
};

/** The URL answers, and belongs to the ingress. */
export const url: Check = {
  name: 'webhook URL',
  after: ['pipeline'],
  run: async (context) => {
    const { outputs } = await context.target();
    const { stage } = context;
    try {
      const { status, askedAt, answeredAt } = await context.urlAnswer();
      if (status !== 405) return [unexpected(context, 'GET', status)];
      return [ok(`It answers, in ${durationOf(answeredAt - askedAt)}, and accepts only POST.`)];
    } catch (error) {
      const { message } = Object(error);
      const service = await stage?.stack(stage.names.serviceStack);
      const target = service?.outputs.get(domainTargetOutput);
      const likely = target
        ? `The DNS record of the stage's domain must point to ${target}: it is missing, too new, or wrong.`
        : 'The name is wrong, the network is down, or nothing runs there.';
      return [
        problem(
          `${message} ${likely}`,
          stage ? `curl -i ${quoted(outputs.webhookUrl)}` : startLine(),
        ),
      ];
    }
  },
};

/** An unsigned request is refused. */
export const unsigned: Check = {
  name: 'unsigned request',
  after: ['webhook URL', 'signing secret'],
  run: async (context) => {
    const { outputs } = await context.target();
    const { status } = await postToEndpoint(outputs.webhookUrl, Buffer.from('{}'));
    if (status === 401) return [ok('It is refused with 401.')];
    if (status === 200)
      return [
        problem(
          'An unsigned request is accepted with 200: anyone who finds the URL can send events.',
          context.stage && cdkLine(['deploy', '--all'], context.stage.pipeline),
        ),
      ];
    return [unexpected(context, 'An unsigned request', status)];
  },
};

/** Milliseconds by which the clocks may differ: rounding and a slow network account for less. */
const TOLERANCE_MS = 30_000;

/** The local clock agrees with that of the URL. */
export const clock: Check = {
  name: 'clock',
  after: ['webhook URL'],
  run: async ({ urlAnswer }) => {
    const { date, askedAt, answeredAt } = await urlAnswer();
    if (date === undefined) return [ok('The URL sends no Date header to compare with.')];
    // A time in whole seconds is half a second late on average.
    const skew = Math.round((askedAt + answeredAt) / 2 - (date + 500));
    if (Math.abs(skew) <= TOLERANCE_MS)
      return [
        ok(`This clock and that of the URL differ by less than ${durationOf(TOLERANCE_MS)}.`),
      ];
    return [
      problem(
        `This machine's clock is ${durationOf(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} that of the URL: what it signs looks ${skew > 0 ? 'future-dated' : 'stale'}.`,
        'sudo timedatectl set-ntp true',
      ),
    ];
  },
};
