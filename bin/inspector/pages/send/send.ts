import { randomBytes } from 'node:crypto';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { post } from '../../../webhooks/send/post.ts';
import { readSample } from '../../../webhooks/send/samples.ts';
import { scenarioNamed } from '../../../webhooks/send/scenario/scenarios.ts';
import { sentEvent } from '../../../webhooks/send/send/sent.ts';
import { Failure, usageError } from '../../../webhooks/terminal/failure.ts';
import { eventPath, objectPath } from '../../markup/links.ts';
import type { Redirect, Sending, Visit } from '../../visit.ts';
import type { SentSample } from './sent.ts';

type Poster = (body: Buffer) => Promise<number>;

const sendSample = async (
  { target }: Visit,
  name: string,
  toPipeline: Poster,
): Promise<SentSample> => {
  const body = readSample(name);
  const { eventId } = await sentEvent(name, 0, body);
  const before = await archivedUnder(target.tables.events, eventId);
  return {
    name,
    answers: [await toPipeline(body)],
    again: before.some(({ digest }) => digest === sha256(body)),
    look: { path: eventPath(eventId), text: eventId },
  };
};

const sendScenario = async (
  visit: Visit,
  name: string,
  toPipeline: Poster,
): Promise<SentSample> => {
  const { events, expected } = scenarioNamed(name, randomBytes(4).toString('hex'), visit.now);
  const answers: number[] = [];
  for (const { body } of events) answers.push(await toPipeline(body));
  const [{ domain, pk } = { domain: '', pk: '' }] = expected;
  return { name, answers, again: false, look: { path: objectPath(domain, pk), text: pk } };
};

const senders: Readonly<Record<string, typeof sendSample>> = {
  sample: sendSample,
  scenario: sendScenario,
};

/**
 * Signs and posts what a form names, a sample or a scenario, and redirects to the events.
 * @throws Failure when there is no such sample or scenario, or nothing answers.
 */
export const send = async (
  visit: Visit,
  { webhookUrl, signingSecrets, sent: log }: Sending,
  form: URLSearchParams,
): Promise<Redirect> => {
  const [secret] = Object.values(signingSecrets);
  if (secret === undefined) throw new Failure('No signing secret is live.');
  const [kind = '', name = ''] = (form.get('what') ?? '').split(' ');
  const sender = Object.hasOwn(senders, kind) ? senders[kind] : undefined;
  if (!sender) throw usageError('Choose a scenario or a sample.');
  const sent = await sender(visit, name, (body) => post(webhookUrl, secret, body));
  return { to: `/?sent=${log.add(sent)}` };
};
