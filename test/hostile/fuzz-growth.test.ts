import { brotliCompressSync, constants } from 'node:zlib';
import { domains } from '../../functions/domains.ts';
import { receive } from '../../functions/ingress/receive.ts';
import { sign, signingSecret } from '../../functions/ingress/signature.ts';
import { loadRuntime } from '../../functions/runtimes.ts';
import { redact } from '../../functions/shared/erasure/redact.ts';
import { sha256 } from '../../functions/shared/event/identifier.ts';
import { INTERNAL_LABEL } from '../../functions/shared/event/internal.ts';
import { open, type SealedMessage } from '../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../functions/shared/record/family.ts';
import { judge } from '../../functions/shared/record/judge.ts';
import { read } from '../../functions/shared/record/read.ts';
import { ingressOf } from '../support/aws/ingress.ts';
import { toRequest } from '../support/aws/lambda.ts';
import { driftIn } from '../support/drift.ts';
import { samplesOf } from '../support/samples.ts';
import { isOwn } from '../support/webhook.ts';
import { nasty } from './nasty.ts';
import { type Place, placesIn, put } from './places.ts';

/*
 * No body costs more than a small multiple of what any receiver does with it. Measured in processor time
 * beside that work, so that a busy machine changes little; and as the minimum of several runs, to exclude everything but the work.
 */

jest.setTimeout(300_000);

const secret = signingSecret('live', 'whsec_growth');
const ownSecret = signingSecret(INTERNAL_LABEL, 'whsec_growth_of_our_own');
const NOW = 1_772_359_200_000;

/** Milliseconds of processor time. */
const costOf = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const best = async (times: number, work: () => unknown): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) least = Math.min(least, await costOf(work));
  return least;
};

const runtimes = new Map<string, DomainRuntime>();
beforeAll(async () => {
  for (const domain of domains) runtimes.set(domain.name, await loadRuntime(domain));
});

/** Processes a body with the code of all functions, without the calls to AWS. */
const processBody = async (body: Buffer): Promise<void> => {
  const queued: { domain: string; message: SealedMessage }[] = [];
  const signer = isOwn(body) ? ownSecret : secret;
  const ingress = ingressOf(signer, {
    enqueue: async (domain, message) => void queued.push({ domain, message }),
    now: () => NOW,
  });
  const { statusCode } = await receive(toRequest(body, signer, NOW), ingress);
  expect(statusCode).toBe(200);
  for (const { domain, message } of queued) {
    const runtime = runtimes.get(domain);
    if (!runtime) continue;
    const delivery = open(message);
    judge(delivery, runtime);
    redact(read(delivery, runtime));
    driftIn(JSON.parse(Buffer.from(delivery.body).toString()), runtime);
  }
};

const shapes = Object.entries(nasty);

/** What any receiver has to do with a body: parse it, verify and digest it, and compress it once. */
const bareWork = (text: string, body: Buffer): unknown => [
  JSON.parse(text),
  sign(secret, String(NOW), body),
  sha256(body),
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
];

const MIB = 1_048_576;
const KIB = 1_024;
/** Processing has two signatures, two digests, three parses and a compression in it, and reads the result. */
const SMALL_MULTIPLE = 25;
/** Milliseconds of bare work below which measurements are noise, and no multiple matters. */
const FLOOR = 12;
/** Milliseconds that linear work on the largest field here never takes. */
const LINEAR = 150;

const carriers = [
  {
    where: 'in a field that nothing reads',
    size: MIB,
    carrier: (json: string) =>
      `{"id":"evt_1","name":"payment_intent.succeeded","data":{"object":{"id":"int_1","metadata":${json}}}}`,
  },
  {
    where: 'as the event name',
    size: 256 * KIB,
    carrier: (json: string) => `{"id":"evt_1","name":${json},"data":{}}`,
  },
  {
    where: 'as the name of an issuing event',
    size: 256 * KIB,
    carrier: (json: string) =>
      `{"id":"evt_1","name":"issuing.${json.replaceAll(/[^.:,|~/_]/g, '')}x","data":${json}}`,
  },
  {
    where: 'in an event whose passcode is masked',
    size: 256 * KIB,
    carrier: (json: string) =>
      `{"id":"evt_1","name":"issuing.3ds_notification.stepup_otp","data":${json}}`,
  },
];

describe.each(carriers)(
  '$size bytes $where cost a small multiple of bare work',
  ({ size, carrier }) => {
    it.each(shapes)('%s', async (_shape, jsonOf) => {
      const text = carrier(jsonOf(size - 200));
      const body = Buffer.from(text);
      const bare = await best(3, () => bareWork(text, body));
      const allowed = SMALL_MULTIPLE * Math.max(FLOOR, bare);
      let cost = await costOf(() => processBody(body));
      if (cost > allowed) cost = await best(2, () => processBody(body));
      expect(cost).toBeLessThan(allowed);
    });
  },
);

/** The sample with the most fields of each family. */
const fullest = domains.flatMap(({ name }) => {
  const families = new Map<string, { event: unknown; places: readonly Place[] }>();
  for (const sample of samplesOf(name)) {
    const event: unknown = JSON.parse(sample.body.toString());
    const places = placesIn(event);
    const family = sample.name.slice(0, sample.name.lastIndexOf('.'));
    if (places.length > (families.get(family)?.places.length ?? 0))
      families.set(family, { event, places });
  }
  return [...families].map(([family, found]) => ({ family, ...found }));
});

/** All shapes with `FUZZ=100`, which takes minutes; otherwise each field gets some in turn. */
const shapesFor = (turn: number) =>
  Number(process.env['FUZZ'] ?? 1) > 1
    ? shapes
    : shapes.filter((_, index) => (index + turn) % 12 === 0);

describe('no field is read in quadratic time', () => {
  it.each(fullest)('in an event of $family', async ({ event, places }) => {
    const slow: string[] = [];
    for (const [index, place] of places.entries())
      for (const [shape, jsonOf] of shapesFor(index)) {
        const body = Buffer.from(put(event, place, jsonOf(64 * KIB)));
        // For this size quadratic work takes seconds, linear work a few milliseconds.
        if ((await costOf(() => processBody(body))) < LINEAR) continue;
        if ((await best(2, () => processBody(body))) >= LINEAR)
          slow.push(`${place.join('.')}: ${shape}`);
      }
    expect(slow).toEqual([]);
  });
});
