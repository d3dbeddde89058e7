import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { byteVariants } from './bodies.ts';
import { encodingMistakes, readSignature } from './encodings.ts';
import { keyVariants } from './keys.ts';
import { airwallex, type Layout, wrongLayouts } from './layouts.ts';
import type { Mistake, Variant } from './mistake.ts';
import { serialisationVariants } from './serialisations.ts';
import { timestampVariants } from './timestamps.ts';

/** The request whose signature is to be explained. */
export interface SignedRequest {
  readonly signature: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
}

/** The keys it may be signed with. */
export interface Keys {
  /** Secrets by label, any of which would be right. */
  readonly right: ReadonlyMap<string, string>;
  /** Secrets that it should not be signed with. */
  readonly others: ReadonlyMap<string, string>;
  /** The value of the header `client-secret-key`. */
  readonly testKey?: string;
}

/** The secret and the mistakes that lead to a signature; no mistakes where it is right. */
export interface SignatureExplanation {
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

/** A mistake as a change of an attempt. */
interface Change {
  readonly part: Part;
  readonly mistake: Mistake;
  readonly alone: boolean;
  readonly of: (attempt: Attempt) => readonly Attempt[];
}

const changesOf = <T>(
  part: Part,
  variants: readonly Variant<T>[],
  of: (variant: Variant<T>, attempt: Attempt) => readonly Attempt[],
): readonly Change[] =>
  variants.map((variant) => ({
    part,
    mistake: variant.mistake,
    alone: variant.alone ?? false,
    of: (attempt) => of(variant, attempt),
  }));

/** @param given the body; its variants are cached, because rewriting a large one takes long. */
const changesWith = ({ others, testKey }: Keys, given = Buffer.alloc(0)): readonly Change[] => {
  const keys = keyVariants(
    [...others.values()].map((secret) => Buffer.from(secret)),
    testKey,
  );
  const made = new Map<Variant<Buffer>, readonly Buffer[]>();
  const bodiesOf = (variant: Variant<Buffer>, body: Buffer): readonly Buffer[] => {
    if (body !== given) return variant.of(body);
    const known = made.get(variant) ?? variant.of(body);
    made.set(variant, known);
    return known;
  };
  const bodies = (variant: Variant<Buffer>, attempt: Attempt) =>
    bodiesOf(variant, attempt.body).map((body) => ({ ...attempt, body }));
  return [
    ...changesOf('key', keys, (variant, attempt) =>
      variant.of(attempt.key).map((key) => ({ ...attempt, key })),
    ),
    ...changesOf('timestamp', timestampVariants, (variant, attempt) =>
      variant.of(attempt.timestamp).map((timestamp) => ({ ...attempt, timestamp })),
    ),
    ...changesOf('bytes', byteVariants, bodies),
    ...changesOf('serialisation', serialisationVariants, bodies),
    ...wrongLayouts.map(({ layout, mistake }) => ({
      part: 'layout' as const,
      mistake,
      alone: false,
      of: (attempt: Attempt) => [{ ...attempt, layout }],
    })),
  ];
};

/** The number of known mistakes. */
export const knownMistakes =
  changesWith({ right: new Map(), others: new Map() }).length + encodingMistakes.length;

const fits = ({ key, timestamp, layout, body }: Attempt, digest: Buffer): boolean => {
  const hmac = createHmac('sha256', key);
  for (const part of layout(timestamp, body)) hmac.update(part);
  return hmac.digest().equals(digest);
};

const changesBody = ({ part }: Change): boolean => part === 'bytes' || part === 'serialisation';

/** Whether to combine two mistakes: each pair once, but on a body in either order. */
const addsTo = (first: Change, second: Change, order: number): boolean => {
  if (first.alone || second.alone || first === second) return false;
  if (first.part === second.part && first.part !== 'key' && first.part !== 'timestamp')
    return first.part === 'bytes';
  return order > 0 || (changesBody(first) && changesBody(second));
};

/** An attempt that gives the signature, and the mistakes made on the way. */
interface Fitting {
  readonly attempt: Attempt;
  readonly made: readonly Change[];
}

/** The attempts that give a digest: those without a mistake first, then with one, then with two. */
function* fittingAttempts(
  plain: readonly Attempt[],
  digest: Buffer,
  changesOfKeys: () => readonly Change[],
): Generator<Fitting> {
  const among = function* (attempts: readonly Attempt[], made: readonly Change[]) {
    for (const attempt of attempts) if (fits(attempt, digest)) yield { attempt, made };
  };
  yield* among(plain, []);
  const changes = changesOfKeys();
  const once = changes.map((change) => ({ change, attempts: plain.flatMap(change.of) }));
  for (const { change, attempts } of once) yield* among(attempts, [change]);
  for (const [at, { change: first, attempts }] of once.entries())
    for (const [index, second] of changes.entries())
      if (addsTo(first, second, index - at))
        for (const attempt of attempts) yield* among(second.of(attempt), [first, second]);
}

/**
 * Finds the mistakes that explain a signature: none, one or two of the known ones (and what
 * is wrong with the encoding of the signature itself).
 * @returns undefined where no known mistake explains it.
 */
export const explain = (request: SignedRequest, keys: Keys): SignatureExplanation | undefined => {
  const claim = readSignature(request.signature);
  if (!claim) return undefined;
  const body = Buffer.from(request.body);
  const plain = [...keys.right].map(([label, secret]) => ({
    label,
    key: Buffer.from(secret),
    timestamp: request.timestamp,
    layout: airwallex,
    body,
  }));
  const [found] = fittingAttempts(plain, claim.digest, () => changesWith(keys, body)).take(1);
  return (
    found && {
      label: found.attempt.label,
      mistakes: [...claim.mistakes, ...found.made.map(({ mistake }) => mistake)],
    }
  );
};
