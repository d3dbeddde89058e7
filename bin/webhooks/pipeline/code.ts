import { domains as registered } from '../../../functions/domains.ts';
import type { Domain } from '../../../functions/shared/domain.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import type { ProjectionCode, Projections } from '../../../lib/projections.ts';
import { type PipelineOptions, quoted, upgradeLine } from '../terminal/command-line.ts';
import { exitCodes, Failure } from '../terminal/failure.ts';
import { isInProject } from '../terminal/working-folder.ts';
import type { TargetOptions } from './connect.ts';
import type { Target } from './target.ts';

/** A domain whose code in this checkout differs from that of the functions of a pipeline. */
export interface CodeDifference {
  readonly domain: string;
  readonly here: ProjectionCode;
  /** Undefined where the pipeline does not have the domain. */
  readonly there: ProjectionCode | undefined;
}

/** Compares the code of domains, by what a pipeline states of its functions. */
export const differencesOf = (
  here: Projections,
  there: Projections,
  domains: readonly string[],
): readonly CodeDifference[] =>
  domains.flatMap((domain) => {
    const [ours, theirs] = [here[domain], there[domain]];
    if (!ours || (ours.digest === theirs?.digest && ours.revision === theirs.revision)) return [];
    return [{ domain, here: ours, there: theirs }];
  });

const inWords = ({ domain, here, there }: CodeDifference): string => {
  if (!there) return `${domain} (which is not deployed)`;
  return here.revision === there.revision
    ? `${domain} (both of revision ${here.revision})`
    : `${domain} (of revision ${there.revision}; revision ${here.revision} here)`;
};

/** The difference as the beginning of a message, a sentence. */
export const differenceText = (differences: readonly CodeDifference[]): string =>
  `The functions run other code than this checkout: ${differences.map(inWords).join(', ')}.`;

const isOlder = (differences: readonly CodeDifference[]): boolean =>
  differences.some(({ here, there }) => there && here.revision < there.revision);

/** What caused it, as far as the revisions show. */
export const causeText = (differences: readonly CodeDifference[]): string =>
  isOlder(differences)
    ? 'This checkout is older than what is deployed.'
    : 'The checkout was changed and is not deployed, or another one is.';

/** A command after which the checkout and the functions are likely to have the same code. */
export const agreeCommand = (
  differences: readonly CodeDifference[],
  pipeline: PipelineOptions,
): string => {
  if (pipeline.stage === undefined || !isOlder(differences)) return upgradeLine(pipeline);
  return isInProject() ? 'git pull' : `git -C ${quoted(projectRoot)} pull`;
};

const howToAgree = (differences: readonly CodeDifference[], pipeline: PipelineOptions): string => {
  const command = agreeCommand(differences, pipeline);
  if (pipeline.stage === undefined)
    return `Start "${command}" again, which bundles the functions of this checkout`;
  return isOlder(differences)
    ? `Check out the deployed commit ("${command}")`
    : `Check out the deployed commit, or deploy this one ("${command}")`;
};

/** Why nothing can be compared. */
export const UNSTATED =
  'The deployment does not state which code its functions run, because it is of an earlier version of this project.';

export interface CodeOptions extends TargetOptions {
  readonly otherCode?: true;
}

/** What differs; undefined where the pipeline states nothing to compare with. */
export const codeDifferences = async (
  { outputs: { projections: there } }: Target,
  domains: readonly Domain[] = registered,
): Promise<readonly CodeDifference[] | undefined> => {
  if (!there) return undefined;
  // Other commands do not load its bundler.
  const { projectionsOf } = await import('../../../lib/projection-code.ts');
  const names = domains.map(({ name }) => name);
  return differencesOf(projectionsOf(domains), there, names);
};

/** Prints a remark. */
type Print = (text: string) => void;

/** Notes that what a command reports is judged by other code than what runs, where it is. */
export const noteOtherCode = async (
  target: Target,
  print: Print,
  domains: readonly Domain[] = registered,
): Promise<void> => {
  const differences = (await codeDifferences(target, domains)) ?? [];
  if (differences.length > 0)
    print(`${differenceText(differences)} What follows is judged by this checkout.`);
};

/**
 * Lets a command write records by this checkout only where the functions run the same code: otherwise the
 * records would differ from those of the functions, or be of an older projection.
 * @throws Failure where the code differs or cannot be compared, unless the option permits it.
 */
export const requireSameCode = async (
  target: Target,
  { otherCode }: CodeOptions,
  print: Print,
  domains: readonly Domain[] = registered,
): Promise<void> => {
  const differences = await codeDifferences(target, domains);
  if (differences?.length === 0) return;
  const what = differences ? differenceText(differences) : UNSTATED;
  if (otherCode) {
    print(`${what} What is written is of this checkout.`);
    return;
  }
  const cause = differences ? ` ${causeText(differences)}` : '';
  throw new Failure(
    `${what} Nothing was written.${cause} ${howToAgree(differences ?? [], target.pipeline)}, and try again; --other-code writes by this checkout all the same.`,
    exitCodes.failed,
  );
};
