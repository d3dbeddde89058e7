import * as fc from 'fast-check';
import { sign, signingSecret } from '../../../../functions/ingress/signature.ts';
import { livenessAt } from '../../../../functions/scheduled/audit/evidence/labels.ts';
import { createNewest } from '../../../../functions/scheduled/audit/evidence/newest.ts';
import { signatureCheck } from '../../../../functions/scheduled/audit/evidence/signatures.ts';

/* The pure parts of what an audit proves about the origin of events. */

const MINUTE = 60_000;
const live = signingSecret('live', 'whsec_live');
const sentAt = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 });
const body = fc.uint8Array({ minLength: 1, maxLength: 200 });

describe('a recomputed signature', () => {
  const check = signatureCheck([live]);

  it('is verified for any body and time, and wrong once either is changed', () => {
    fc.assert(
      fc.property(sentAt, body, fc.nat(), (at, bytes, place) => {
        const signature = sign(live, String(at), bytes);
        const event = { sentAt: at, body: bytes, signature, secret: 'live' };
        expect(check(event)).toBe('verified');
        const changed = Uint8Array.from(bytes);
        changed[place % bytes.length] = (changed[place % bytes.length] ?? 0) ^ 1;
        expect(check({ ...event, body: changed })).toBe('wrong');
        expect(check({ ...event, sentAt: at === 1_000_000_000_000 ? at + 1 : at - 1 })).toBe(
          'wrong',
        );
        const { signature: _signature, ...unsigned } = event;
        expect(check(unsigned)).toBe('noSignature');
        expect(check({ ...event, secret: 'other' })).toBe('secretUnknown');
      }),
    );
  });

  it('is not recomputed over a masked or erased body', () => {
    const event = { sentAt: 1_772_359_200_000, body: Buffer.from('{}'), secret: 'live' };
    const signature = sign(live, String(event.sentAt), event.body);
    expect(check({ ...event, signature, maskedDigest: 'ab' })).toBe('masked');
    expect(check({ ...event, signature, maskedDigest: 'ab', erasedAt: 1 })).toBe('erased');
  });
});

it('a label is live from its addition to its removal, give or take the clocks and the cache of the ingress', () => {
  const [addedAt, removedAt] = [100 * MINUTE, 200 * MINUTE];
  const at = (minute: number) => livenessAt({ addedAt, removedAt }, minute * MINUTE);
  expect([94, 95, 150, 210, 211].map(at)).toEqual(['not live', 'live', 'live', 'live', 'not live']);
  expect(livenessAt({ removedAt }, 150 * MINUTE)).toBe('unknown');
  expect(livenessAt({ addedAt }, 1_000 * MINUTE)).toBe('live');
  expect(livenessAt({ removedAt }, 211 * MINUTE)).toBe('not live');
  expect(livenessAt(undefined, 0)).toBe('unknown');
});

it('the newest of any number are the same as of all of them sorted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 5 }), (times, most) => {
      const newest = createNewest<number>(most, (time) => time);
      for (const time of times) newest.add(time);
      expect(newest.all()).toEqual(times.toSorted((a, b) => b - a).slice(0, most));
    }),
  );
});
