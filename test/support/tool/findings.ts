import type { LaunchedTool } from './launched-tool.ts';

/** What the doctor says of a check. */
interface Finding {
  readonly check: string;
  readonly status: string;
  readonly detail: string;
  readonly next: string | null;
}

/** Lets the doctor look. Gives back its findings; two of one check are one after the other. */
export const examine = async (
  { run }: LaunchedTool,
  ...words: readonly string[]
): Promise<readonly Finding[]> => JSON.parse((await run('doctor', '--json', ...words)).out);

export const problemsOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ status }) => status === 'problem');

/** The first finding of a check. */
export const findingOf = (findings: readonly Finding[], check: string): Finding => {
  const found = findings.find((finding) => finding.check === check);
  if (found) return found;
  throw new Error(`The doctor reports nothing of ${check}.`);
};
