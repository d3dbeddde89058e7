import { constructId } from './names.ts';

/** Which code makes a domain's records. */
export interface ProjectionCode {
  /** The domain's own number for it, raised when its records change. */
  readonly revision: number;
  /** Of what the code means: another text that does the same has the same digest. */
  readonly digest: string;
}

/** The code that makes each domain's records, by the domain's name. */
export type Projections = Readonly<Record<string, ProjectionCode>>;

const outputName = (domain: string): string => `${constructId(domain)}Projection`;

/** The same as outputs of a stack: a deployment states by them which code it runs. */
export const projectionOutputs = (projections: Projections): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(projections).map(([domain, { revision, digest }]) => [
      outputName(domain),
      `${revision} ${digest}`,
    ]),
  );

/**
 * Reads them back.
 * @param domains names of those that may be deployed.
 * @returns undefined where the stack states nothing, as one that was deployed before it did.
 */
export const projectionsIn = (
  outputOf: (name: string) => unknown,
  domains: readonly string[],
): Projections | undefined => {
  const found = domains.flatMap((domain) => {
    const output = String(outputOf(outputName(domain)));
    const [, revision, digest] = /^(\d+) ([0-9a-f]{64})$/.exec(output) ?? [];
    return digest === undefined ? [] : [[domain, { revision: Number(revision), digest }] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
};
