import { readSample } from '../../bin/webhooks/send/samples.ts';
import { signingSecret } from '../../functions/ingress/signature.ts';
import { sha256 } from '../../functions/shared/event/identifier.ts';
import { sealed } from '../support/aws/consumers.ts';
import { toRecord, toRequest } from '../support/aws/lambda.ts';
import { inEveryText } from './planted.ts';
import { sentinel } from './sentinels.ts';

/** A live signing secret. */
export const secretText = `whsec_${sentinel('a signing secret')}`;
const secret = signingSecret('live', secretText);

const names = ['payment_intent.succeeded', 'refund.settled', 'payment_dispute.lost'];

const planted = (name: string): Buffer => inEveryText('payments', readSample(name));

/** A request as API Gateway hands it to the ingress, full of sentinels. */
export const request = (body = planted('refund.settled'), sentAt = Date.now()) => {
  const { headers, ...rest } = toRequest(body, secret, sentAt);
  const noise = { 'user-agent': sentinel('a header'), cookie: sentinel('a cookie') };
  return { ...rest, headers: { ...noise, ...headers }, rawQueryString: sentinel('the query') };
};

/** A batch of messages for payments, full of sentinels. @param receives how often each was received. */
export const batch = (receives = 1) => ({
  Records: names.map(planted).map((body, index) => {
    const arrival = { sentAt: 1, receivedAt: 2, requestId: `request-${index}`, secret: 'live' };
    const message = sealed({ body, receipt: { ...arrival, digest: sha256(body) } });
    return toRecord(message, index, receives);
  }),
});
