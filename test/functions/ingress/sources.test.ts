import { type IngressDependencies, receive } from '../../../functions/ingress/receive.ts';
import { signingSecret } from '../../../functions/ingress/signature.ts';
import { sourcesAllowed } from '../../../functions/ingress/sources.ts';
import { toRequest } from '../../support/aws/lambda.ts';
import { linesLog } from '../../support/lines.ts';

const secret = signingSecret('live', 'whsec_sources');

describe('a list of addresses', () => {
  const isAllowed = sourcesAllowed('203.0.113.7,198.51.100.0/24,2001:db8::/32');

  it.each(['203.0.113.7', '198.51.100.0', '198.51.100.255', '2001:db8::1', '::ffff:203.0.113.7'])(
    'lets %s come',
    (address) => {
      expect(isAllowed(address)).toBe(true);
    },
  );

  it.each(['203.0.113.8', '198.51.101.0', '2001:db9::1', '203.0.113.7, 10.0.0.1', 'localhost', ''])(
    'allows no address for %j',
    (address) => {
      expect(isAllowed(address)).toBe(false);
    },
  );

  it('lets all come where there is none, and must be one where there is', () => {
    expect(sourcesAllowed(undefined)('203.0.113.8')).toBe(true);
    expect(() => sourcesAllowed('')).toThrow();
    expect(() => sourcesAllowed('somewhere')).toThrow();
  });
});

it('a request from elsewhere gets 403 before anything else: no secret is read, nothing is queued', async () => {
  const log = linesLog();
  const asked: string[] = [];
  const dependencies: IngressDependencies = {
    secrets: {
      current: async () => {
        asked.push('secrets');
        return [secret];
      },
      renewed: async () => undefined,
    },
    enqueue: async (domain) => void asked.push(domain),
    isAllowed: sourcesAllowed('203.0.113.7'),
    log,
    now: () => 0,
    sample: () => 1,
    rejectStaleAfterSeconds: 0,
  };
  const from = async (sourceIp: string) => {
    const request = toRequest(Buffer.from('{}'), secret, 1_772_359_200_000);
    const { requestContext } = request;
    const http = { ...requestContext.http, sourceIp };
    const context = { ...requestContext, http };
    return (await receive({ ...request, requestContext: context }, dependencies)).statusCode;
  };
  expect(await from('203.0.113.8')).toBe(403);
  expect(asked).toEqual([]);
  expect(log.lines).toEqual([
    expect.objectContaining({ message: 'refused', cause: 'source not allowed' }),
  ]);
  expect(JSON.stringify(log.lines)).not.toContain('203.0.113');
  expect(await from('203.0.113.7')).toBe(200);
  expect(asked).toEqual(['secrets', 'unrouted']);
});
