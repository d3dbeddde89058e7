import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { receive } from '../../../functions/ingress/receive.ts';
import { sign, signingSecret } from '../../../functions/ingress/signature.ts';
import { open } from '../../../functions/shared/event/message.ts';
import { body, NOW, SECRET, setUp, toEvent } from '../../support/aws/ingress.ts';

const OWN_SECRET = 'whsec_of_our_own';

describe('a genuine webhook', () => {
  it('is signed as the documentation says', () => {
    const expected = createHmac('sha256', SECRET).update(`${NOW}${body}`).digest('hex');
    expect(sign(signingSecret('any', SECRET), String(NOW), body)).toBe(expected);
  });

  it('is queued whole with the facts of its delivery, and then answered with 200', async () => {
    const { post, queued, clock } = setUp();
    clock.now = NOW + 150;
    expect(await post()).toBe(200);
    expect(queued).toHaveLength(1);
    const [{ domain, message, group } = { message: { body: '', attributes: {} } }] = queued;
    expect({ domain, group, body: message.body }).toEqual({
      domain: 'payments',
      group: 'acct_1',
      body: body.toString(),
    });
    expect(open(message).receipt).toEqual({
      sentAt: NOW,
      receivedAt: NOW + 150,
      requestId: 'request-1',
      secret: 'live',
      signature: sign(signingSecret('live', SECRET), String(NOW), body),
      digest: createHash('sha256').update(body).digest('hex'),
    });
  });

  it('carries a signature that its time of sending and body prove again', async () => {
    const { post, queued } = setUp();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }),
        fc.uint8Array({ maxLength: 200 }),
        async (sentAt, bytes) => {
          expect(await post({ body: bytes, base64: true, sentAt: String(sentAt) })).toBe(200);
          const sent = queued.pop();
          if (!sent) throw new Error('not queued');
          const { body: carried, receipt } = open(sent.message);
          const secret = signingSecret('live', SECRET);
          expect(receipt.signature).toBe(sign(secret, String(receipt.sentAt), carried));
        },
      ),
    );
  });

  it('is verified over its bytes in both encodings of API Gateway', async () => {
    const { post, queued } = setUp();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await post({ body: bytes, base64: true })).toBe(200);
        const sent = queued.pop();
        expect(sent && Buffer.from(open(sent.message).body).equals(bytes)).toBe(true);
      }),
    );
    expect(await post({ body: Buffer.from('{"name":"£€😀"}') })).toBe(200);
  });

  it.each([
    ['payment_intent.succeeded', 'payments'],
    ['dispute.won', 'payments'],
    ['issuing.card.active', 'issuing'],
    ['account_capability.enabled', 'accounts'],
    ['partner_connection.disconnected', 'connections'],
    ['payment.new', 'unrouted'],
    ['connected_account_transfer.new', 'unrouted'],
    ['payment_intent.', 'payments'],
    ['.', 'unrouted'],
    ['constructor', 'unrouted'],
    ['__proto__.x', 'unrouted'],
    ['payment_intent\u0000.created', 'unrouted'],
    ['', 'unrouted'],
  ])('named %j goes to %s', async (name, domain) => {
    const { post, queued } = setUp();
    expect(await post({ body: Buffer.from(JSON.stringify({ id: 'evt_1', name })) })).toBe(200);
    expect(queued.map((sent) => sent.domain)).toEqual([domain]);
  });

  it('of our own is signed by the secret labelled "internal" alone, which signs nothing else', async () => {
    const { post, queued, log } = setUp({
      secretText: () => JSON.stringify({ live: SECRET, internal: OWN_SECRET }),
    });
    const own = Buffer.from('{"id":"evt_1","name":"internal.connection_connected"}');
    expect(await post({ body: own, secret: OWN_SECRET })).toBe(200);
    expect(queued.map(({ domain }) => domain)).toEqual(['connections']);
    expect(await post({ body: own })).toBe(401);
    expect(await post({ secret: OWN_SECRET })).toBe(401);
    expect(await post()).toBe(200);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ message: 'refused', cause: 'label not allowed' }),
    );
  });

  it('is answered with 500 while no secret of Airwallex is live, even if one for events of our own is', async () => {
    const { post } = setUp({ secretText: () => JSON.stringify({ internal: OWN_SECRET }) });
    expect(await post()).toBe(500);
    expect(
      await post({
        body: Buffer.from('{"id":"evt_1","name":"internal.connection_connected"}'),
        secret: OWN_SECRET,
      }),
    ).toBe(200);
  });

  it.each([
    ['no JSON', 'a=b'],
    ['an array', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['cut short', '{"id":"evt_1","name":"payment_in'],
    ['a name that is no text', '{"name":{"a":1}}'],
  ])('that is %s is kept all the same', async (_kind, text) => {
    const { post, queued } = setUp();
    expect(await post({ body: Buffer.from(text) })).toBe(200);
    expect(queued.map((sent) => sent.domain)).toEqual(['unrouted']);
  });

  it('is kept when its timestamp is old or in the future', async () => {
    const { post, log } = setUp();
    expect(await post({ sentAt: String(NOW - 86_400_000) })).toBe(200);
    expect(await post({ sentAt: String(NOW + 86_400_000) })).toBe(200);
    expect(log.lines.map(({ lag }) => lag)).toEqual([86_400_000, -86_400_000]);
  });

  it('is refused for its age only where the deployment asks for that', async () => {
    const { post } = setUp({ rejectStaleAfterSeconds: 300 });
    expect(await post({ sentAt: String(NOW - 300_000) })).toBe(200);
    expect(await post({ sentAt: String(NOW - 300_001) })).toBe(401);
    expect(await post({ sentAt: String(NOW + 300_001) })).toBe(401);
  });

  it('is answered with 413 when no queue can hold it, and 500 when none took it', async () => {
    const random = Buffer.from(
      Array.from({ length: 1_200_000 }, (_, index) => (index * 2_654_435_761) >>> 13),
    );
    const noise = createHash('shake256', { outputLength: 1_200_000 }).update(random).digest();
    expect(await setUp().post({ body: noise, base64: true })).toBe(413);
    const failing = setUp({
      enqueue: async () => {
        throw new Error('throttled');
      },
    });
    expect(await failing.post()).toBe(500);
  });

  it('never carries a passcode to the queue', async () => {
    const { post, queued } = setUp();
    const data = {
      card_id: 'card_1',
      otp: '493817',
      nested: { passcode: 493817 },
      list: ['493817'],
    };
    const name = 'issuing.3ds_notification.stepup_otp';
    const signed = Buffer.from(JSON.stringify({ id: 'evt_1', name, data }));
    expect(await post({ body: signed })).toBe(200);
    const [sent] = queued;
    expect(JSON.stringify(sent)).not.toContain('493817');
    expect(sent?.message.body).toContain('card_1');
    expect(sent && open(sent.message).receipt.digest).toBe(
      createHash('sha256').update(signed).digest('hex'),
    );
    const deep = `{"name":"${name}","data":${'['.repeat(20_000)}"493817"${']'.repeat(20_000)}}`;
    expect(await post({ body: Buffer.from(deep) })).toBe(200);
    expect(JSON.stringify(queued)).not.toContain('493817');
  });
});

describe('what is not authentic', () => {
  const valid = sign(signingSecret('any', SECRET), String(NOW), body);
  const unusual = ['', ' ', '0', 'z'.repeat(64), valid.slice(1), `${valid}0`, valid.toUpperCase()];
  const headers: readonly [string, Readonly<Record<string, string | undefined>>][] = [
    ['no signature', { 'x-signature': undefined }],
    ['no timestamp', { 'x-timestamp': undefined }],
    ...[...unusual, ` ${valid}`, `${valid},${valid}`, 'é'.repeat(32), 'a'.repeat(100_000)].map(
      (text): [string, Record<string, string>] => [
        `signature ${text.slice(0, 70)}`,
        { 'x-signature': text },
      ],
    ),
    ...[
      '',
      ' ',
      'soon',
      `+${NOW}`,
      `-${NOW}`,
      ` ${NOW}`,
      `${NOW} `,
      '1e12',
      '0x1',
      `${NOW}.0`,
      '9'.repeat(15),
      '9'.repeat(400),
      `0${NOW}`,
      '١٢٣',
    ].map((text): [string, Record<string, string>] => [
      `timestamp ${text.slice(0, 70)}`,
      { 'x-timestamp': text },
    ]),
  ];

  it.each(headers)('is refused: %s', async (_title, changed) => {
    const { post, queued } = setUp();
    expect(await post({ headers: changed })).toBe(401);
    expect(queued).toEqual([]);
  });

  it('is refused however its headers are malformed, and never by an exception', async () => {
    const { post, queued } = setUp();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (signature, timestamp) => {
        const forged = { 'x-signature': signature, 'x-timestamp': timestamp };
        expect(await post({ headers: forged })).toBe(401);
      }),
    );
    expect(queued).toEqual([]);
  });

  it('is refused after a change of any one byte, of the time or of the secret', async () => {
    const { post, queued } = setUp();
    for (let index = 0; index < body.length; index += 1) {
      const changed = Buffer.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(await post({ body: changed, headers: { 'x-signature': valid } })).toBe(401);
    }
    expect(await post({ headers: { 'x-signature': valid, 'x-timestamp': String(NOW + 1) } })).toBe(
      401,
    );
    expect(await post({ secret: 'TTkzb2dKU0xQ' })).toBe(401);
    expect(queued).toEqual([]);
  });

  it('gets the same answer for every cause', async () => {
    const { dependencies } = setUp();
    const answers = await Promise.all(
      headers.map(([, changed]) => receive(toEvent({ headers: changed }), dependencies)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is logged by sample, with its cause, and with the "Test event" button where that is it', async () => {
    const { post, log, clock } = setUp();
    const pressed = { headers: { 'client-secret-key': 'whsec_test' }, secret: 'whsec_test' };
    for (let time = 0; time < 1_000; time += 1) expect(await post(pressed)).toBe(401);
    clock.now += 10_000;
    await post({ secret: 'another' });
    const line = { message: 'refused', requestId: 'request-1', cause: 'signature wrong' };
    const likely = expect.stringContaining('Test event');
    const doubling = [1, 1, 2, 4, 8, 16, 32, 64, 128, 256];
    expect(log.lines).toEqual([
      ...doubling.map((refused) => ({ ...line, refused, likely })),
      { ...line, refused: 1_000 - 512 + 1 },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('whsec_test');
  });
});

describe('refusals of a burst', () => {
  it.each([
    ['a genuine webhook', {}, 200],
    ['a request of another path', { path: '/' }, 404],
    ['a refusal of another cause', { headers: { 'x-signature': undefined } }, 401],
  ])('are counted in the log with the next request, which is %s', async (_what, next, status) => {
    const { post, log, clock } = setUp();
    for (let time = 0; time < 7; time += 1) await post({ secret: 'another' });
    clock.now += 9_999;
    await post({ path: '/' });
    expect(log.lines).toHaveLength(3);
    clock.now += 1;
    expect(await post(next)).toBe(status);
    const refused = log.lines.filter(({ cause }) => cause === 'signature wrong');
    expect(refused.map((line) => line['refused'])).toEqual([1, 1, 2, 3]);
    await post(next);
    expect(log.lines.filter(({ cause }) => cause === 'signature wrong')).toHaveLength(4);
  });
});

describe('the resource', () => {
  it('is POST /webhooks alone', async () => {
    const { post } = setUp();
    expect(await post({ path: '/' })).toBe(404);
    expect(await post({ path: '/webhooks/x' })).toBe(404);
    expect(await post({ method: 'GET' })).toBe(405);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
  it('has one path on a domain of its own too: rawPath has the name of a stage, and never a mapping', async () => {
    const { post } = setUp();
    expect(await post({ path: '/webhooks' })).toBe(200);
    expect(await post({ path: '/prod/webhooks' })).toBe(404);
    expect(await post({ path: '/webhooks/' })).toBe(404);
  });
});
