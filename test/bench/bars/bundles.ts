import { join } from 'node:path';
import { domains, unrouted } from '../../../functions/domains.ts';
import { bundleContestant, bundleFunction, naiveOptions } from '../measure/bundle.ts';
import type { Findings, Row } from '../row.ts';

/** What doubles a start: the credential chain, clients behind it, the CommonJS twin of the SDK. */
const heavy =
  /credential-provider-(?!env)|nested-clients|lib-dynamodb|@(?:aws-sdk|smithy)\/.*dist-cjs/;

/** The SDK's clients of a consumer alone, bundled likewise, in bytes. */
const SDK_ALONE = 248_000;

const sized = (folder: string, name: string): readonly Row[] => {
  const isIngress = name === 'ingress';
  const least = bundleContestant(join(folder, 'least'), 'hand-signed');
  const ours = bundleFunction(join(folder, 'ours'), name);
  const naive = bundleFunction(join(folder, 'naive'), name, { ...naiveOptions, minify: true });
  return [
    {
      bar: isIngress ? 1 : 2,
      what: `${name}: minified bundle`,
      unit: 'bytes',
      floor: isIngress ? least.bytes : SDK_ALONE,
      ours: ours.bytes,
      naive: naive.bytes,
      limit: isIngress ? 232_000 : 275_000,
      isTimed: false,
    },
    {
      bar: 3,
      what: `${name}: heavy inputs`,
      unit: 'files',
      floor: 0,
      ours: ours.inputs.filter((path) => heavy.test(path)).length,
      naive: naive.inputs.filter((path) => heavy.test(path)).length,
      limit: 0,
      isTimed: false,
    },
  ];
};

/** Bars 1-3: what a bundle weighs and what is in it. */
export const bundles = async (folder: string): Promise<Findings> => ({
  rows: ['ingress', ...[...domains, unrouted].map(({ name }) => name)]
    .flatMap((name) => sized(folder, name))
    .sort((a, b) => a.bar - b.bar),
});
