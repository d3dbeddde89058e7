import { Buffer } from 'node:buffer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { brief, identifier, sha256 } from '../shared/event/identifier.ts';
import { HEARTBEAT_LABEL, isOwnLabel, maySign } from '../shared/event/internal.ts';
import { type SealedMessage, seal } from '../shared/event/message.ts';
import { errorFields } from '../shared/lambda/error-fields.ts';
import type { Log } from '../shared/lambda/log.ts';
import { maskPasscode } from './mask.ts';
import type { RefusalSampler } from './refusals.ts';
import { route } from './route.ts';
import type { LiveSecrets } from './secrets.ts';
import { type Refusal, type SigningSecret, type VerifiedBody, verify } from './signature.ts';

export interface IngressDependencies {
  readonly secrets: LiveSecrets;
  /**
   * Hands a message to the queue of a domain and returns when the queue has confirmed it.
   * @param group the account, for fair queues.
   */
  readonly enqueue: (
    domain: string,
    message: SealedMessage,
    group: string | undefined,
  ) => Promise<void>;
  /** Whether a request may come from this address; any address may where this is missing. */
  readonly isAllowed?: (sourceIp: string) => boolean;
  readonly log: Log;
  readonly now: () => number;
  /** Decides whether a refusal of this cause is due for a log line, and how many the line counts. */
  readonly sample: RefusalSampler['sample'];
  /** Refusals that are due for a line of their own; without it those of the last window are lost. */
  readonly remainders?: RefusalSampler['remainders'];
  /** Seconds; 0 accepts any age. Off by default: it is not documented that a retry is signed again. */
  readonly rejectStaleAfterSeconds: number;
}

type Request = Pick<
  APIGatewayProxyEventV2,
  'headers' | 'body' | 'isBase64Encoded' | 'rawPath' | 'requestContext'
>;
type Response = APIGatewayProxyStructuredResultV2;

const answer = (statusCode: number, message: string, headers = {}): Response => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

/** One body for every refusal: it gives an attacker no information. */
const unauthorized = answer(401, 'Unauthorized');

const forbidden = answer(403, 'Forbidden');

/** Milliseconds from which on an event that was sent after it was received is future-dated. */
const AHEAD = 5 * 60_000;

/** Path of the one resource. */
const WEBHOOKS = '/webhooks';

const bytesOf = ({ body = '', isBase64Encoded }: Request): Uint8Array =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

/** Whether a secret signs events of our own, and none of Airwallex. */
const isOurs = ({ label }: SigningSecret): boolean => isOwnLabel(label);

const authenticate = async (
  request: Request,
  body: Uint8Array,
  { secrets }: IngressDependencies,
): Promise<VerifiedBody | Refusal | 'no live secret'> => {
  const signed = {
    signature: request.headers['x-signature'],
    timestamp: request.headers['x-timestamp'],
    body,
  };
  const live = await secrets.current();
  if (live.length === 0) return 'no live secret';
  const first = verify(signed, live);
  if (first !== 'signature wrong') return first;
  const renewed = await secrets.renewed();
  const second = renewed ? verify(signed, renewed) : first;
  return second === 'signature wrong' && (renewed ?? live).every(isOurs)
    ? 'no live secret'
    : second;
};

const isStale = ({ sentAt }: VerifiedBody, receivedAt: number, seconds: number): boolean =>
  seconds > 0 && Math.abs(receivedAt - sentAt) > seconds * 1_000;

const respond = async (request: Request, dependencies: IngressDependencies): Promise<Response> => {
  const { enqueue, log, now, rejectStaleAfterSeconds } = dependencies;
  const { requestId, http } = request.requestContext;
  const refuse = (
    cause: Refusal | 'stale' | 'source not allowed' | 'label not allowed',
  ): Response => {
    const refused = dependencies.sample(cause, requestId);
    if (refused !== undefined)
      log.warn('refused', {
        requestId,
        cause,
        refused,
        likely:
          request.headers['client-secret-key'] === undefined
            ? undefined
            : 'the "Test event" button of the sandbox, which signs with a key of its own',
      });
    return cause === 'source not allowed' ? forbidden : unauthorized;
  };

  if (dependencies.isAllowed?.(http.sourceIp) === false) return refuse('source not allowed');
  if (request.rawPath !== WEBHOOKS) return answer(404, 'Not Found');
  if (http.method !== 'POST') return answer(405, 'Method Not Allowed', { allow: 'POST' });

  try {
    const receivedAt = now();
    const verified = await authenticate(request, bytesOf(request), dependencies);
    if (verified === 'no live secret') {
      log.error(verified, { requestId, next: 'put the signing secret into Secrets Manager' });
      return answer(500, 'Internal Server Error');
    }
    if (typeof verified === 'string') return refuse(verified);
    if (isStale(verified, receivedAt, rejectStaleAfterSeconds)) return refuse('stale');

    const { domain, envelope } = route(verified);
    const { sentAt, secret, signature } = verified;
    if (!maySign(secret, envelope?.name)) return refuse('label not allowed');
    const digest = sha256(verified.body);
    const { body, ...masked } = maskPasscode(verified.body, envelope) ?? { body: verified.body };
    const message = seal({
      body,
      receipt: { sentAt, receivedAt, requestId, secret, signature, digest, ...masked },
    });
    const ids = { requestId, eventId: identifier(envelope?.id ?? `sha256:${digest}`), digest };
    if (message === undefined) {
      log.error('too large', { ...ids, bytes: body.length });
      return answer(413, 'Content Too Large');
    }
    await enqueue(domain.name, message, envelope?.accountId);
    // An audit expects what is accepted in the archive.
    log.info(secret === HEARTBEAT_LABEL ? 'heartbeat' : 'accepted', {
      ...ids,
      event: envelope?.name && brief(envelope.name),
      account: envelope?.accountId && brief(envelope.accountId),
      queue: domain.name,
      lag: receivedAt - sentAt,
      timing: sentAt - receivedAt > AHEAD ? 'future' : undefined,
    });
    return answer(200, 'Accepted');
  } catch (error) {
    log.error('not queued', { requestId, ...errorFields(error) });
    return answer(500, 'Internal Server Error');
  }
};

/**
 * Receives one webhook: verifies it, routes it and hands it to a queue, and only then answers 200.
 * Nothing is parsed, logged or queued before it is verified. Never throws.
 * @returns 200 queued; 401 not authentic; 403 from an address that the stage does not allow; 404,
 *   405 not this resource; 413 no queue can hold it; 500 nothing durable took it or no secret is
 *   live, so that Airwallex tries again.
 */
export const receive = async (
  request: Request,
  dependencies: IngressDependencies,
): Promise<Response> => {
  const response = await respond(request, dependencies);
  for (const remainder of dependencies.remainders?.() ?? [])
    dependencies.log.warn('refused', { ...remainder });
  return response;
};
