import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { byteWays } from './bodies.ts';
import { encodingMistakes, readSignature } from './encodings.ts';
import { keyWays } from './keys.ts';
import { airwallex, type Layout, wrongLayouts } from './layouts.ts';
import type { Mistake, Way } from './mistake.ts';
import { serialisationWays } from './serialisations.ts';
import { timestampWays } from './timestamps.ts';

/** A request to explain, as it is at hand. */
export interface SignedRequest {
  readonly signature: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
}

/** What it may be signed with. */
export interface Keys {
  /** Secrets by label, any of which is right. */
  readonly right: ReadonlyMap<string, string>;
  /** Secrets that it should not be signed with. */
  readonly others: ReadonlyMap<string, string>;
  /** What came in the header `client-secret-key`. */
  readonly testKey?: string;
}

/** Why a signature is what it is: by which secret, and by which mistakes; none where it is right. */
export interface Explanation {
  readonly label: string;
  readonly mistakes: readonly Mistake[];
}

interface Attempt {
  readonly label: string;
  readonly key: Buffer;
  readonly timestamp: string;
  readonly layout: Layout;
  readonly body: Buffer;
}

type Part = 'key' | 'timestamp' | 'layout' | 'bytes' | 'serialisation';

/** A mistake as what it makes of an attempt. */
interface Change {
  readonly part: Part;
  readonly mistake: Mistake;
  readonly alone: boolean;
  readonly of: (attempt: Attempt) => readonly Attempt[];
}

const changesOf = <T>(
  part: Part,
  ways: readonly Way<T>[],
  of: (way: Way<T>, attempt: Attempt) => readonly Attempt[],
): readonly Change[] =>
  ways.map((way) => ({
    part,
    mistake: way.mistake,
    alone: way.alone ?? false,
    of: (attempt) => of(way, attempt),
  }));

/** @param atHand the body, of which a big one takes long to write anew: that is done once. */
const changesWith = ({ others, testKey }: Keys, atHand = Buffer.alloc(0)): readonly Change[] => {
  const keys = keyWays(
    [...others.values()].map((secret) => Buffer.from(secret)),
    testKey,
  );
  const made = new Map<Way<Buffer>, readonly Buffer[]>();
  const bodiesOf = (way: Way<Buffer>, body: Buffer): readonly Buffer[] => {
    if (body !== atHand) return way.of(body);
    const found = made.get(way) ?? way.of(body);
    made.set(way, found);
    return found;
  };
  const bodies = (way: Way<Buffer>, attempt: Attempt) =>
    bodiesOf(way, attempt.body).map((body) => ({ ...attempt, body }));
  return [
    ...changesOf('key', keys, (way, attempt) =>
      way.of(attempt.key).map((key) => ({ ...attempt, key })),
    ),
    ...changesOf('timestamp', timestampWays, (way, attempt) =>
      way.of(attempt.timestamp).map((timestamp) => ({ ...attempt, timestamp })),
    ),
    ...changesOf('bytes', byteWays, bodies),
    ...changesOf('serialisation', serialisationWays, bodies),
    ...wrongLayouts.map(({ layout, mistake }) => ({
      part: 'layout' as const,
      mistake,
      alone: false,
      of: (attempt: Attempt) => [{ ...attempt, layout }],
    })),
  ];
};

/** How many mistakes are known. */
export const knownMistakes =
  changesWith({ right: new Map(), others: new Map() }).length + encodingMistakes.length;

const fits = ({ key, timestamp, layout, body }: Attempt, digest: Buffer): boolean => {
  const hmac = createHmac('sha256', key);
  for (const part of layout(timestamp, body)) hmac.update(part);
  return hmac.digest().equals(digest);
};

const changesBody = ({ part }: Change): boolean => part === 'bytes' || part === 'serialisation';

/** Whether to try a second mistake upon a first: each pair once, but on a body either may come first. */
const addsTo = (first: Change, second: Change, order: number): boolean => {
  if (first.alone || second.alone || first === second) return false;
  if (first.part === second.part && first.part !== 'key' && first.part !== 'timestamp')
    return first.part === 'bytes';
  return order > 0 || (changesBody(first) && changesBody(second));
};

/**
 * Finds the mistakes that explain a signature: none, one, or two of those that are known (and what
 * is wrong with how the signature itself is written).
 * @returns undefined where nothing known explains it.
 */
export const explain = (request: SignedRequest, keys: Keys): Explanation | undefined => {
  const claim = readSignature(request.signature);
  if (!claim) return undefined;
  const { digest, mistakes } = claim;
  const body = Buffer.from(request.body);
  const plain = [...keys.right].map(([label, secret]) => ({
    label,
    key: Buffer.from(secret),
    timestamp: request.timestamp,
    layout: airwallex,
    body,
  }));
  const found = (attempt: Attempt | undefined, ...made: readonly Change[]) =>
    attempt && {
      label: attempt.label,
      mistakes: [...mistakes, ...made.map(({ mistake }) => mistake)],
    };
  const right = plain.find((attempt) => fits(attempt, digest));
  if (right) return found(right);

  const changes = changesWith(keys, body);
  const once = changes.map((change) => ({ change, attempts: plain.flatMap(change.of) }));
  for (const { change, attempts } of once) {
    const one = attempts.find((attempt) => fits(attempt, digest));
    if (one) return found(one, change);
  }
  for (const [at, { change: first, attempts }] of once.entries())
    for (const [index, second] of changes.entries()) {
      if (!addsTo(first, second, index - at)) continue;
      for (const attempt of attempts) {
        const two = second.of(attempt).find((it) => fits(it, digest));
        if (two) return found(two, first, second);
      }
    }
  return undefined;
};
