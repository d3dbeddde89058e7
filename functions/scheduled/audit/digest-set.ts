/** A set of SHA-256 digests that takes 9 bytes for each, so that millions fit; each can be marked once. */
export interface DigestSet {
  readonly size: number;
  /** The number of digests that are not marked. */
  readonly unmarked: number;
  /** Marks a digest: whether it was not marked yet, or `unknown` when it is not in the set. */
  mark(digest: string): 'first' | 'again' | 'unknown';
  isUnmarked(digest: string): boolean;
  has(digest: string): boolean;
}

/** 64 of its 256 bits: among ten million digests two agree in these with a chance of 1 in 370,000. */
const keyOf = (digest: string): bigint => BigInt(`0x${digest.slice(0, 16)}`);

/** Collects digests, hex of at least 16 characters, until the set is made of them. */
export const collectDigests = (): { add(digest: string): void; toSet(): DigestSet } => {
  let collected = new BigUint64Array(1_024);
  let length = 0;
  return {
    add: (digest) => {
      if (length === collected.length) {
        const larger = new BigUint64Array(length * 2);
        larger.set(collected);
        collected = larger;
      }
      collected[length] = keyOf(digest);
      length += 1;
    },
    toSet: () => {
      const sorted = collected.subarray(0, length).sort();
      let size = 0;
      for (const key of sorted)
        if (size === 0 || sorted[size - 1] !== key) {
          sorted[size] = key;
          size += 1;
        }
      return setOf(sorted.subarray(0, size));
    },
  };
};

const setOf = (keys: BigUint64Array): DigestSet => {
  const marks = new Uint8Array(keys.length);
  let unmarked = keys.length;
  const indexOf = (digest: string): number => {
    const key = keyOf(digest);
    let from = 0;
    let to = keys.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((keys[middle] ?? 0n) < key) from = middle + 1;
      else to = middle;
    }
    return keys[from] === key ? from : -1;
  };
  return {
    size: keys.length,
    get unmarked() {
      return unmarked;
    },
    mark: (digest) => {
      const index = indexOf(digest);
      if (index < 0) return 'unknown';
      if (marks[index] === 1) return 'again';
      marks[index] = 1;
      unmarked -= 1;
      return 'first';
    },
    isUnmarked: (digest) => marks[indexOf(digest)] === 0,
    has: (digest) => indexOf(digest) >= 0,
  };
};
