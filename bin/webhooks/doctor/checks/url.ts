import { join } from 'node:path';
import { cdkLine, quoted, startLine } from '../../command-line.ts';
import { durationOf } from '../../duration.ts';
import { projectRoot } from '../../working-folder.ts';
import { type Check, type Finding, ok, problem } from '../check.ts';
import { post } from '../door.ts';
import type { Patient } from '../patient.ts';

const settings = quoted(join(projectRoot, 'cdk.json'));

const unexpected = ({ stage, logsOf }: Patient, what: string, status: number): Finding => {
  if (status >= 500)
    return problem(`${what} is answered ${status}: the ingress fails.`, logsOf('ingress'));
  if (status === 429)
    return problem(
      `${what} is answered 429: the stage's throttle is reached. Airwallex tries again, but late.`,
      `grep -A3 throttle ${settings}`,
    );
  if (status === 403)
    return problem(
      `${what} is answered 403: this machine's address is not among the stage's allowedSources. Add it, or run this where one of them is.`,
      `grep -A5 allowedSources ${settings}`,
    );
  return problem(
    `${what} is answered ${status}: something else than the ingress answers there.`,
    stage && cdkLine(['deploy', '--all'], stage.pipeline),
  );
};

/** The URL is there, and is the ingress's. */
export const url: Check = {
  name: 'webhook URL',
  after: ['pipeline'],
  run: async (patient) => {
    const { outputs } = await patient.target();
    try {
      const { status, askedAt, answeredAt } = await patient.door();
      if (status !== 405) return [unexpected(patient, 'GET', status)];
      return [ok(`It answers, in ${durationOf(answeredAt - askedAt)}, and takes POST alone.`)];
    } catch (error) {
      const { message } = Object(error);
      return [
        problem(
          `${message} The name is wrong, the network down, or nothing runs there.`,
          patient.stage ? `curl -i ${quoted(outputs.webhookUrl)}` : startLine(),
        ),
      ];
    }
  },
};

/** What is not signed is refused. */
export const unsigned: Check = {
  name: 'unsigned request',
  after: ['webhook URL', 'signing secret'],
  run: async (patient) => {
    const { outputs } = await patient.target();
    const { status } = await post(outputs.webhookUrl, Buffer.from('{}'));
    if (status === 401) return [ok('It is refused with 401.')];
    if (status === 200)
      return [
        problem(
          'An unsigned request is accepted with 200: whoever finds the URL can send events.',
          patient.stage && cdkLine(['deploy', '--all'], patient.stage.pipeline),
        ),
      ];
    return [unexpected(patient, 'An unsigned request', status)];
  },
};

/** Milliseconds that the clocks may differ: what comes from a whole second and a slow network is less. */
const TOLERANCE = 30_000;

/** Our clock is that of the URL. */
export const clock: Check = {
  name: 'clock',
  after: ['webhook URL'],
  run: async ({ door }) => {
    const { date, askedAt, answeredAt } = await door();
    if (date === undefined) return [ok('The URL says no time to compare with.')];
    // A time in whole seconds is half a second late on average.
    const skew = Math.round((askedAt + answeredAt) / 2 - (date + 500));
    if (Math.abs(skew) <= TOLERANCE)
      return [ok(`This clock and that of the URL differ by less than ${durationOf(TOLERANCE)}.`)];
    return [
      problem(
        `This machine's clock is ${durationOf(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} that of the URL: what it signs looks ${skew > 0 ? 'of the future' : 'stale'}.`,
        'sudo timedatectl set-ntp true',
      ),
    ];
  },
};
