import fc from 'fast-check';
import { refusalSampler } from '../../../functions/ingress/refusals.ts';

const WINDOW = 10_000;

/** A request: milliseconds after the one before, and why it is refused, if it is. */
const requests = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 15_000 }),
    cause: fc.option(fc.constantFrom('signature wrong', 'signature missing'), { nil: undefined }),
  }),
  { maxLength: 200 },
);

interface Line {
  readonly at: number;
  readonly cause: string;
  readonly refused: number;
}

/** The log lines that requests lead to. */
const linesOf = (
  all: readonly { readonly after: number; readonly cause?: string | undefined }[],
) => {
  let now = 0;
  const { sample, remainders } = refusalSampler(() => now);
  const lines: Line[] = [];
  for (const [index, { after, cause }] of all.entries()) {
    now += after;
    const refused = cause === undefined ? undefined : sample(cause, `request-${index}`);
    if (cause !== undefined && refused !== undefined) lines.push({ at: now, cause, refused });
    lines.push(...remainders().map((rest) => ({ at: now, ...rest })));
  }
  return lines;
};

const sum = (lines: readonly Line[]): number =>
  lines.reduce((total, { refused }) => total + refused, 0);

describe('refusals that are logged by sample', () => {
  it('are all counted once another request of any kind comes after the window', () => {
    fc.assert(
      fc.property(requests, (all) => {
        const lines = linesOf([...all, { after: WINDOW }]);
        for (const cause of ['signature wrong', 'signature missing'])
          expect(sum(lines.filter((line) => line.cause === cause))).toBe(
            all.filter((request) => request.cause === cause).length,
          );
      }),
    );
  });

  it('are counted by more than half at once, should no other request ever come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (many) => {
        const burst = Array.from({ length: many }, () => ({
          after: 0,
          cause: 'signature missing',
        }));
        const counted = sum(linesOf(burst));
        expect(counted).toBeGreaterThan(many / 2);
        expect(counted).toBeLessThanOrEqual(many);
      }),
    );
  });

  it('cost in a window a line for each doubling of their number, and one for the remainder', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (many) => {
        const burst = Array.from({ length: many }, () => ({ after: 0, cause: 'stale' }));
        const lines = linesOf([...burst, { after: WINDOW }]);
        expect(lines.length).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(many)));
      }),
    );
  });

  it('are never counted more often than they occurred', () => {
    fc.assert(
      fc.property(requests, (all) => {
        expect(sum(linesOf(all))).toBeLessThanOrEqual(
          all.filter(({ cause }) => cause !== undefined).length,
        );
      }),
    );
  });

  it('name the request of the last one in the line for the remainder', () => {
    let now = 0;
    const { sample, remainders } = refusalSampler(() => now);
    expect(sample('stale', 'first')).toBe(1);
    expect(sample('stale', 'second')).toBe(1);
    expect(sample('stale', 'third')).toBeUndefined();
    expect(remainders()).toEqual([]);
    now = WINDOW;
    expect(remainders()).toEqual([{ requestId: 'third', cause: 'stale', refused: 1 }]);
    expect(remainders()).toEqual([]);
  });
});
