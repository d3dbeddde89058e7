// Replaces `@smithy/core/checksum` in every bundle (lib/bundling.ts): the SDK brings hash functions in
// JavaScript for where Node has none, 5 KB that never run.

import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

/** A hash as the SDK uses one; it makes one of it, so it is a class. */
class NodeHash {
  readonly #start: () => Hash | Hmac;
  #hash: Hash | Hmac;

  constructor(start: () => Hash | Hmac) {
    this.#start = start;
    this.#hash = start();
  }

  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#start();
  }
}

export class Sha256 extends NodeHash {
  /** @param secret makes it a keyed hash, by which requests are signed. */
  constructor(secret?: string | Uint8Array) {
    super(() => (secret ? createHmac('sha256', secret) : createHash('sha256')));
  }
}

export class Md5 extends NodeHash {
  constructor() {
    super(() => createHash('md5'));
  }
}
