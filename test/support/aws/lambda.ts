import type { APIGatewayProxyEventV2, SQSRecord } from 'aws-lambda';
import { type SigningSecret, sign } from '../../../functions/ingress/signature.ts';
import type { SealedMessage } from '../../../functions/shared/event/message.ts';

/** What API Gateway says of a request beside its headers and its body. */
export const requestContextOf = ({ method = 'POST', requestId = 'request' } = {}) => ({
  accountId: '',
  apiId: '',
  domainName: '',
  domainPrefix: '',
  http: { method, path: '', protocol: '', sourceIp: '', userAgent: '' },
  requestId,
  routeKey: '',
  stage: '',
  time: '',
  timeEpoch: 0,
});

/** A signed webhook as API Gateway hands it to the ingress. */
export const toRequest = (
  body: Uint8Array,
  secret: SigningSecret,
  sentAt: number,
  signed = body,
): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: '',
  rawPath: '/webhooks',
  rawQueryString: '',
  headers: {
    'x-timestamp': String(sentAt),
    'x-signature': sign(secret, String(sentAt), signed),
  },
  body: Buffer.from(body).toString('base64'),
  isBase64Encoded: true,
  requestContext: requestContextOf(),
});

/** A queue's message as Lambda hands it to a consumer. */
export const toRecord = (message: SealedMessage, id: string | number, receives = 1): SQSRecord => ({
  messageId: `message-${id}`,
  receiptHandle: `handle-${id}`,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: Object.fromEntries(
    Object.entries(message.attributes).map(([name, stringValue]) => [
      name,
      { stringValue, dataType: 'String' as const },
    ]),
  ),
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});
