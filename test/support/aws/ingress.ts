import { type IngressDependencies, receive } from '../../../functions/ingress/receive.ts';
import { refusalSampler } from '../../../functions/ingress/refusals.ts';
import { cachedSecrets } from '../../../functions/ingress/secrets.ts';
import { type SigningSecret, sign, signingSecret } from '../../../functions/ingress/signature.ts';
import type { SealedMessage } from '../../../functions/shared/event/message.ts';
import { linesLog } from '../lines.ts';
import { requestContextOf } from './lambda.ts';

/** Epoch milliseconds. */
export const NOW = 1_772_359_200_000;
export const SECRET = 'whsec_TTkzb2dKU0xQ';

/** Of an event of payments. */
export const body = Buffer.from(
  '{"id":"evt_1","name":"payment_intent.succeeded","account_id":"acct_1","data":{"object":{"id":"int_1","amount":1.10}}}',
);

/** How a request differs from a genuine one of that body. */
interface Request {
  readonly body?: Uint8Array;
  readonly base64?: boolean;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly method?: string;
  readonly path?: string;
  readonly secret?: string;
  readonly sentAt?: string;
}

/** It as API Gateway hands it to the ingress, signed before its headers are changed. */
export const toEvent = ({
  body: bytes = body,
  base64 = false,
  headers,
  method = 'POST',
  path = '/webhooks',
  secret = SECRET,
  sentAt = String(NOW),
}: Request) => {
  const signed = {
    'x-timestamp': sentAt,
    'x-signature': sign(signingSecret('any', secret), sentAt, bytes),
    ...headers,
  };
  return {
    rawPath: path,
    headers: Object.fromEntries(Object.entries(signed).filter(([, value]) => value !== undefined)),
    body: Buffer.from(bytes).toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
    requestContext: requestContextOf({ method, requestId: 'request-1' }),
  };
};

/** The dependencies of an ingress with one live secret, which queues nothing. */
export const ingressOf = (
  secret: SigningSecret,
  overrides: Partial<IngressDependencies> = {},
): IngressDependencies => ({
  secrets: { current: async () => [secret], renewed: async () => undefined },
  enqueue: async () => {},
  log: linesLog(),
  now: Date.now,
  sample: () => undefined,
  rejectStaleAfterSeconds: 0,
  ...overrides,
});

/** An ingress whose queues, log, clock and readings of its secrets a test sees. */
export const setUp = (
  overrides: Partial<IngressDependencies> & { secretText?: () => string } = {},
) => {
  const log = linesLog();
  const queued: { domain: string; message: SealedMessage; group: string | undefined }[] = [];
  const clock = { now: NOW };
  const reads = { count: 0 };
  const now = (): number => clock.now;
  const dependencies: IngressDependencies = {
    secrets: cachedSecrets(
      async () => {
        reads.count += 1;
        return (overrides.secretText ?? (() => JSON.stringify({ live: SECRET })))();
      },
      now,
      () => log.error('secrets unreadable', {}),
    ),
    enqueue: async (domain, message, group) => void queued.push({ domain, message, group }),
    log,
    now,
    ...refusalSampler(now),
    rejectStaleAfterSeconds: 0,
    ...overrides,
  };
  const post = async (request: Request = {}) => {
    const response = await receive(toEvent(request), dependencies);
    return response.statusCode;
  };
  return { post, queued, log, clock, reads, dependencies };
};
