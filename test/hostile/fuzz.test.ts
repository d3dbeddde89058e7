import * as fc from 'fast-check';
import { domains, unrouted } from '../../functions/domains.ts';
import { receive } from '../../functions/ingress/receive.ts';
import { sign, signingSecret } from '../../functions/ingress/signature.ts';
import { loadRuntime } from '../../functions/runtimes.ts';
import { redact } from '../../functions/shared/erasure/redact.ts';
import {
  open,
  type SealedMessage,
  UnreadableMessage,
} from '../../functions/shared/event/message.ts';
import { judge } from '../../functions/shared/record/judge.ts';
import { read } from '../../functions/shared/record/read.ts';
import { eventItems } from '../../functions/shared/store/archive-item.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { ingressOf } from '../support/aws/ingress.ts';
import { requestContextOf } from '../support/aws/lambda.ts';
import { driftIn } from '../support/drift.ts';
import { samplesOf } from '../support/samples.ts';
import { placesIn, put } from './places.ts';

/*
 * No input makes a function throw anything but its documented errors. `FUZZ=100` tries a hundred times as
 * many inputs; a failure prints the seed that reproduces it.
 */

jest.setTimeout(3_600_000);
const runs = (usual: number) => ({ numRuns: usual * Number(process.env['FUZZ'] ?? 1) });

const NOW = 1_772_359_200_000;
const secret = signingSecret('live', 'whsec_fuzz');

const setUp = () => {
  const queued: { domain: string; message: SealedMessage }[] = [];
  const ingress = ingressOf(secret, {
    enqueue: async (domain, message) => void queued.push({ domain, message }),
    now: () => NOW,
    sample: () => 1,
  });
  return { queued, ingress };
};

/** Text that is mostly unusual. */
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '',
    ' ',
    '.',
    '#',
    '\u0000',
    '\ud800',
    '\ufeff',
    '9e999',
  ),
  fc.constantFrom('1772359200000', '0'.repeat(64), 'a'.repeat(64), '-1', 'null', '1'.repeat(40)),
);

const request = fc.record({
  headers: fc.dictionary(
    fc.oneof(odd, fc.constantFrom('x-signature', 'x-timestamp', 'client-secret-key')),
    odd,
  ),
  body: fc.option(odd, { nil: undefined }),
  isBase64Encoded: fc.boolean(),
  rawPath: fc.oneof(fc.constant('/webhooks'), odd),
  method: fc.oneof(fc.constant('POST'), odd),
});

const toEvent = ({
  method,
  body,
  ...rest
}: {
  headers: Record<string, string>;
  body: string | undefined;
  isBase64Encoded: boolean;
  rawPath: string;
  method: string;
}) => ({
  ...rest,
  ...(body !== undefined && { body }),
  requestContext: requestContextOf({ method }),
});

describe('receive', () => {
  it('answers any unsigned request with 401, 404 or 405, and queues nothing', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (given) => {
        const { queued, ingress } = setUp();
        const { statusCode } = await receive(toEvent(given), ingress);
        expect([401, 404, 405]).toContain(statusCode);
        expect(queued).toEqual([]);
      }),
      runs(1_000),
    );
  });

  it('queues any signed body, and open returns the same bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
      odd.map((text) => Buffer.from(text)),
      odd.map((name) =>
        Buffer.from(JSON.stringify({ id: name, name, account_id: name, data: name })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const { queued, ingress } = setUp();
        const timestamp = String(NOW);
        const headers = { 'x-timestamp': timestamp, 'x-signature': sign(secret, timestamp, body) };
        const answer = await receive(
          toEvent({
            headers,
            body: Buffer.from(body).toString('base64'),
            isBase64Encoded: true,
            rawPath: '/webhooks',
            method: 'POST',
          }),
          ingress,
        );
        expect(answer.statusCode).toBe(200);
        const [sent] = queued;
        expect(sent && Buffer.from(open(sent.message).body).equals(body)).toBe(true);
      }),
      runs(1_000),
    );
  });
});

describe('open', () => {
  it('throws UnreadableMessage for any message that the ingress did not send', () => {
    const encodings = fc.oneof(fc.constantFrom('text', 'base64', 'brotli+base64'), odd);
    const message = fc.record({
      body: fc.oneof(odd, fc.base64String()),
      attributes: fc.record(
        {
          ...{ sentAt: odd, receivedAt: odd, requestId: odd, secret: odd, digest: odd },
          ...{ maskedDigest: odd, encoding: encodings },
        },
        { requiredKeys: ['encoding'] },
      ),
    });
    fc.assert(
      fc.property(message, ({ body, attributes }) => {
        const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
        expect(() => open({ body, attributes: Object.fromEntries(given) })).toThrow(
          UnreadableMessage,
        );
      }),
      runs(2_000),
    );
  });
});

/** A replacement for any value, as JSON text, because some values exist only as text. */
const anything = fc.oneof(
  { weight: 2, arbitrary: fc.json({ depthSize: 'small' }) },
  { weight: 2, arbitrary: odd.map((text) => JSON.stringify(text)) },
  fc.constantFrom('null', '[]', '{}', '[{}]', '[[]]', '""', 'true', '0', '-0', '1e400', '1e-400'),
  fc.constantFrom('9'.repeat(400), '0.1234567890123456789012345678901234567890', '[null,1,"",{}]'),
  fc.constantFrom(
    '{"__proto__":null}',
    '{"toString":1}',
    '{"length":-1}',
    '"2026-02-30T25:61:61Z"',
  ),
);

describe.each([...domains, unrouted])('judge, for $name', (domain) => {
  const samples = samplesOf(domain.name).map(({ body }) => {
    const event: unknown = JSON.parse(body.toString());
    return { event, places: placesIn(event) };
  });
  const nameless = { event: {}, places: [] };
  const changed = fc
    .constantFrom(...(samples.length > 0 ? samples : [nameless]))
    .chain(({ event, places }) =>
      fc.tuple(
        fc.constant(event),
        fc.subarray([...places, []], { minLength: 1, maxLength: Math.min(3, places.length + 1) }),
        anything,
      ),
    )
    .map(([event, places, json]) =>
      Buffer.from(
        places.reduce((text, place) => {
          try {
            return put(JSON.parse(text), place, json);
          } catch {
            // An earlier change removed this place.
            return text;
          }
        }, JSON.stringify(event)),
      ),
    );

  it('has a verdict for any mutated event, which can be stored, checked for drift and redacted', async () => {
    const runtime = await loadRuntime(domain);
    fc.assert(
      fc.property(changed, (body) => {
        const receipt = {
          ...{ sentAt: NOW, receivedAt: NOW, requestId: 'request', secret: 'live' },
          digest: 'd'.repeat(64),
        };
        const delivery = { body, receipt };
        const verdict = judge(delivery, runtime);
        expect(judge(delivery, runtime)).toEqual(verdict);
        if (verdict.outcome === 'quarantined') expect(verdict.issues).not.toEqual([]);
        expect(verdict.id).toMatch(/^[\x21\x22\x24-\x7e]{1,256}$/);
        for (const record of verdict.records) toItem(stateItem(record));
        const { records: _records, ...headline } = verdict;
        eventItems({ ...receipt, ...headline, domain: domain.name, archivedAt: NOW, body });
        driftIn(JSON.parse(body.toString()), runtime);
        const erased = judge(redact(read(delivery, runtime)), runtime);
        expect(erased.outcome).toBe(verdict.outcome);
      }),
      runs(300),
    );
  });
});
