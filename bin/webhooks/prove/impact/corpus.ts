import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { readEnvelope } from '../../../../functions/shared/event/envelope.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import type { Delivery } from '../../../../functions/shared/event/message.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import { allSamples, readSample } from '../../send/samples.ts';

/** Events that are replayed together into empty tables. */
export interface Case {
  readonly name: string;
  readonly deliveries: readonly Delivery[];
}

/** Later than every sample, so that all of their times are plausible. */
const SENT = Date.UTC(2027, 0, 1);
const SAME_TIME = '2026-12-01T00:00:00+0000';

const delivery = (body: Buffer, index: number): Delivery => {
  const at = SENT + index * 1_000;
  const facts = { sentAt: at, receivedAt: at, requestId: 'impact', secret: 'impact' };
  return { body, receipt: { ...facts, digest: sha256(body) } };
};

/** A sample as if it were about another object. */
const about = (body: Buffer, from: string, to: string): Buffer =>
  Buffer.from(body.toString().replaceAll(JSON.stringify(from), JSON.stringify(to)));

const times = /"(created_?at|updated_?at)":("[^"]*"|\d+)/gi;

const atOnce = (body: Buffer): Buffer =>
  Buffer.from(body.toString().replaceAll(times, (_match, name) => `"${name}":"${SAME_TIME}"`));

/**
 * The cases that measure a change: each sample alone; and for every kind of object all of its samples
 * about one object, once at their own times, once all in one second, so that links, ties and ranks
 * show. New samples and domains are included automatically.
 */
export const corpus = async (): Promise<readonly Case[]> => {
  const cases: Case[] = [];
  const kinds = new Map<string, { readonly id: string; readonly bodies: Buffer[] }>();
  for (const name of allSamples()) {
    const body = readSample(name);
    const alone = delivery(body, 0);
    cases.push({ name, deliveries: [alone] });
    const domain = ownerOf(readEnvelope(body)?.name ?? '');
    const { object = '' } = judge(alone, await loadRuntime(domain));
    const [kind = '', id = ''] = object.split('#');
    const first = kinds.get(`${domain.name}: ${kind}`);
    if (first) first.bodies.push(about(body, id, first.id));
    else kinds.set(`${domain.name}: ${kind}`, { id, bodies: [body] });
  }
  for (const [kind, { bodies }] of kinds) {
    if (bodies.length === 1) continue;
    cases.push({ name: `${kind}, every event of one`, deliveries: bodies.map(delivery) });
    cases.push({
      name: `${kind}, every event of one in one second`,
      deliveries: bodies.map(atOnce).map(delivery),
    });
  }
  return cases;
};
