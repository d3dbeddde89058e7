/**
 * The least that an ingress can be: no SDK, no logger, no domains. It verifies, parses, signs one
 * request to SQS by hand and sends it. It has no retries, no renewed secrets and one queue.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, request } from 'node:http';
import { env } from 'node:process';

interface Event {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true });
const region = env['AWS_REGION'] ?? '';
const host = new URL(env['AWS_ENDPOINT_URL_SQS'] ?? 'http://sqs').host;

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

const signed = (body: string, target: string): Record<string, string> => {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${region}/sqs/aws4_request`;
  const names = 'host;x-amz-date;x-amz-target';
  const headers = `host:${host}\nx-amz-date:${time}\nx-amz-target:${target}\n`;
  const canonical = `POST\n/\n\n${headers}\n${names}\n${hex(body)}`;
  const secret = `AWS4${env['AWS_SECRET_ACCESS_KEY']}`;
  const key = scope.split('/').reduce<string | Buffer>(hmac, secret);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hex(canonical)}`);
  const credential = `${env['AWS_ACCESS_KEY_ID']}/${scope}`;
  return {
    host,
    'x-amz-date': time,
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.0',
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature.toString('hex')}`,
  };
};

const send = (body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = signed(body, 'AmazonSQS.SendMessage');
    request(`http://${host}/`, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end(body);
  });

/** 200 queued, 401 not authentic. */
export const handler = async ({ headers, body }: Event): Promise<{ statusCode: number }> => {
  const { 'x-signature': signature = '', 'x-timestamp': timestamp = '' } = headers;
  const digest = hmac(env['BENCH_SECRET'] ?? '', timestamp + body);
  const claimed = Buffer.from(signature, 'hex');
  if (claimed.length !== digest.length || !timingSafeEqual(claimed, digest))
    return { statusCode: 401 };
  const { name } = JSON.parse(body);
  const statusCode = await send(
    JSON.stringify({ QueueUrl: `http://${host}/${name}`, MessageBody: body }),
  );
  return { statusCode };
};
