import fc from 'fast-check';
import { type HttpRequest, httpEvent } from '../../../bin/local/triggers/http-event.ts';

const request = (parts: Partial<HttpRequest> = {}): HttpRequest => ({
  id: 'request-1',
  method: 'POST',
  target: '/webhooks?a=1&b=x%20y&a=2',
  httpVersion: '1.1',
  rawHeaders: ['Host', 'localhost:1', 'X-Signature', 'ab', 'X-Many', '1', 'x-many', '2'],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  receivedAt: new Date('2026-11-02T03:04:05.678Z'),
  ...parts,
});

const withBody = (body: Buffer, contentType: string) =>
  httpEvent('ANY /webhooks', request({ body, rawHeaders: ['Content-Type', contentType] }));

describe('the event of an HTTP API', () => {
  it('describes the request', () => {
    expect(httpEvent('ANY /webhooks', request())).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /webhooks',
      rawPath: '/webhooks',
      rawQueryString: 'a=1&b=x%20y&a=2',
      queryStringParameters: { a: '1,2', b: 'x y' },
      headers: { host: 'localhost:1', 'x-signature': 'ab', 'x-many': '1,2' },
      isBase64Encoded: false,
      requestContext: {
        requestId: 'request-1',
        stage: '$default',
        time: '02/Nov/2026:03:04:05 +0000',
        timeEpoch: 1793588645678,
        http: { method: 'POST', path: '/webhooks', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      },
    });
  });

  it('has no body where there is none', () => {
    expect(httpEvent('ANY /webhooks', request())).not.toHaveProperty('body');
  });

  it('lists cookies separately from the headers', () => {
    const event = httpEvent('$default', request({ rawHeaders: ['Cookie', 'a=1; b=2'] }));
    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers).toEqual({});
  });

  it('carries text as text, a byte order mark included', () => {
    const text = '\uFEFF{"name":"ü"}';
    expect(withBody(Buffer.from(text), 'application/json; charset=utf-8')).toMatchObject({
      body: text,
      isBase64Encoded: false,
    });
  });

  it.each([
    ['of another type', Buffer.from('a=1'), 'application/x-www-form-urlencoded'],
    ['that is no UTF-8', Buffer.from([0x7b, 0xff]), 'application/json'],
  ])('carries a body %s as base64', (_, body, type) => {
    expect(withBody(body, type)).toMatchObject({
      body: body.toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('keeps every byte of every body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const event = withBody(Buffer.from(bytes), 'application/json');
        const encoding = event.isBase64Encoded ? 'base64' : 'utf8';
        expect([...Buffer.from(event.body ?? '', encoding)]).toEqual([...bytes]);
      }),
    );
  });
});
