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

  it('cost at most one line of a cause in each window, however many there are', () => {
    fc.assert(
      fc.property(requests, (all) => {
        const last = new Map<string, number>();
        for (const { at, cause } of linesOf(all)) {
          expect(at - (last.get(cause) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(WINDOW);
          last.set(cause, at);
        }
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
    expect(sample('stale', 'second')).toBeUndefined();
    expect(sample('stale', 'third')).toBeUndefined();
    expect(remainders()).toEqual([]);
    now = WINDOW;
    expect(remainders()).toEqual([{ requestId: 'third', cause: 'stale', refused: 2 }]);
    expect(remainders()).toEqual([]);
  });
});
