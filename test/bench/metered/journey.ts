import { domains } from '../../../functions/domains.ts';
import { signingSecret } from '../../../functions/ingress/signature.ts';
import { INTERNAL_LABEL } from '../../../functions/shared/event/internal.ts';
import { toRecord, toRequest } from '../../support/aws/lambda.ts';
import { type Sample, samplesOf } from '../../support/samples.ts';
import { isOwn } from '../../support/webhook.ts';
import { type Metered, type MeteredAws, startMeteredAws } from './aws.ts';
import { type MeteredFunction, startMeteredFunction } from './functions.ts';
import { synthesizedTemplates, type Templates } from './templates.ts';

/** The signing secret of all that is measured. */
export const SECRET = 'whsec_measured';
const LABEL = '2026-03';
/** What Secrets Manager holds. */
const OWN_SECRET = 'whsec_bench_of_our_own';
export const secretText = JSON.stringify({ [LABEL]: SECRET, [INTERNAL_LABEL]: OWN_SECRET });
export const benchSecret = signingSecret(LABEL, SECRET);
const ownSecret = signingSecret(INTERNAL_LABEL, OWN_SECRET);

/** Milliseconds from sending to receiving. */
const LAG = 150;

/** An id as API Gateway makes them. */
const REQUEST_ID = 'AbCdEfGhIjKlMnO=';

/** A request as API Gateway hands it over, with ids of the usual length. */
export const requestOf = (body: Uint8Array) => {
  const request = toRequest(body, isOwn(body) ? ownSecret : benchSecret, Date.now() - LAG);
  const requestContext = { ...request.requestContext, requestId: REQUEST_ID };
  return { ...request, requestContext, body: Buffer.from(body).toString(), isBase64Encoded: false };
};

/** What one delivery made functions do. */
export interface Passage {
  readonly requests: readonly Metered[];
  readonly logLines: readonly string[];
}

/** Every function of the pipeline, warm, over one metered AWS. */
export interface Journey {
  readonly templates: Templates;
  readonly aws: MeteredAws;
  /** Through the ingress: its requests (one message, when it accepts) and lines. */
  accept(body: Uint8Array): Promise<Passage>;
  /** Through a consumer, as one batch. */
  consume(domain: string, messages: readonly Metered[]): Promise<Passage>;
  stop(): Promise<void>;
}

/** Starts it and takes each function's first call, which asks for more than the others. */
export const startJourney = async (folder: string): Promise<Journey> => {
  const templates = synthesizedTemplates(`${folder}/cdk.out`);
  const aws = await startMeteredAws(templates.application, secretText);
  const started = new Map<string, Promise<MeteredFunction>>();
  const functionOf = (name: string): Promise<MeteredFunction> => {
    const known = started.get(name);
    if (known !== undefined) return known;
    const starting = startMeteredFunction(folder, templates.application, name, aws);
    started.set(name, starting);
    return starting;
  };
  const passage = async (name: string, event: unknown): Promise<Passage> => {
    const lambda = await functionOf(name);
    await lambda.invoke(event);
    return { requests: aws.taken(), logLines: lambda.taken() };
  };
  const consume = (domain: string, messages: readonly Metered[]): Promise<Passage> =>
    passage(domain, { Records: messages.flatMap(recordOf) });
  const accept = (body: Uint8Array): Promise<Passage> => passage('ingress', requestOf(body));

  for (const { name } of domains) {
    const [first] = samplesOf(name);
    if (!first) throw new Error(`${name} has no samples.`);
    await accept(first.body);
    const { requests } = await accept(first.body);
    await consume(name, requests);
  }
  aws.clear();
  return {
    templates,
    aws,
    accept,
    consume,
    stop: async () => {
      aws.stop();
      await Promise.all([...started.values()].map(async (each) => (await each).stop()));
    },
  };
};

/** A message as Lambda would hand it over. */
const recordOf = ({ message }: Metered, index: number) => {
  if (!message) return [];
  const attributes = Object.fromEntries(
    Object.entries(message.MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
  );
  return [toRecord({ body: message.MessageBody, attributes }, index)];
};

/** Every sample of every domain. */
export const allSamples = (): readonly (Sample & { readonly domain: string })[] =>
  domains.flatMap(({ name }) => samplesOf(name).map((each) => ({ ...each, domain: name })));
