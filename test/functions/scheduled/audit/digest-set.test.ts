import * as fc from 'fast-check';
import { collectDigests } from '../../../../functions/scheduled/audit/digest-set.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';

const setOf = (digests: Iterable<string>) => {
  const collected = collectDigests();
  for (const digest of digests) collected.add(digest);
  return collected.toSet();
};

describe('a set of digests', () => {
  it('holds each digest once, marks it once and reports others as unknown', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.array(fc.nat(50)), (members, marks) => {
        const set = setOf(members.map((member) => sha256(`${member}`)));
        expect(set.size).toBe(new Set(members).size);
        const marked = new Set<number>();
        for (const mark of marks) {
          const digest = sha256(`${mark}`);
          const isMember = members.includes(mark);
          expect(set.isUnmarked(digest)).toBe(isMember && !marked.has(mark));
          expect(set.mark(digest)).toBe(
            isMember ? (marked.has(mark) ? 'again' : 'first') : 'unknown',
          );
          marked.add(mark);
        }
      }),
    );
  });

  it('holds a hundred thousand digests', () => {
    const digests = Array.from({ length: 100_000 }, (_, index) => sha256(`${index}`));
    const set = setOf([...digests, ...digests]);
    expect(set.size).toBe(digests.length);
    expect(digests.every((digest) => set.mark(digest) === 'first')).toBe(true);
  });
});
