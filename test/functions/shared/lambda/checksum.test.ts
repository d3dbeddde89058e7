import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Md5, Sha256 } from '../../../../functions/shared/lambda/stand-ins/checksum.ts';

const parts = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 });

/** A hash as the SDK uses it: the parts, then the digest, and all again after a reset. */
const digestsOf = async (hash: Sha256 | Md5, data: readonly Uint8Array[]): Promise<string[]> => {
  const digests: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    for (const part of data) hash.update(part);
    digests.push(Buffer.from(await hash.digest()).toString('hex'));
    hash.reset();
  }
  return digests;
};

describe('the hashes that bundles ship in place of those of the SDK', () => {
  it('are those of Node, with a secret and without, and again after a reset', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.uint8Array({ minLength: 1 }), async (data, secret) => {
        const whole = Buffer.concat(data);
        const plain = createHash('sha256').update(whole).digest('hex');
        const keyed = createHmac('sha256', secret).update(whole).digest('hex');
        const short = createHash('md5').update(whole).digest('hex');
        expect(await digestsOf(new Sha256(), data)).toEqual([plain, plain]);
        expect(await digestsOf(new Sha256(secret), data)).toEqual([keyed, keyed]);
        expect(await digestsOf(new Md5(), data)).toEqual([short, short]);
      }),
    );
  });
});
