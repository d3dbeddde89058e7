import { within } from '../../../../functions/shared/lambda/within.ts';
import { failureOf } from '../../terminal/failure.ts';
import type { CheckContext } from './context.ts';

/** One result of a check. */
export interface CheckFinding {
  /** A warning should be known, but is not a problem by itself. */
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped';
  /** What was found, or what is wrong and why; for a skipped check, why it was skipped. */
  readonly detail: string;
  /** The next step for a problem or warning: a command to copy, where there is one. */
  readonly next?: string;
}

/** A finding with the name of its check. */
export interface CheckedFinding extends CheckFinding {
  readonly check: string;
}

/** One requirement of a working deployment. */
export interface Check {
  readonly name: string;
  /** Checks that it depends on: it is skipped where one of them has found a problem. */
  readonly after: readonly string[];
  /** An error that it throws is reported as a problem. */
  readonly run: (context: CheckContext) => Promise<readonly CheckFinding[]>;
}

export const ok = (detail: string): CheckFinding => ({ status: 'ok', detail });
export const skipped = (detail: string): CheckFinding => ({ status: 'skipped', detail });
const withNext =
  (status: CheckFinding['status']) =>
  (detail: string, next?: string): CheckFinding => ({
    status,
    detail,
    ...(next === undefined ? {} : { next }),
  });
export const problem = withNext('problem');
export const warning = withNext('warning');

/** Milliseconds until a check times out, in addition to the wait for the heartbeat. */
const TIMEOUT_MS = 60_000;

const findingOf = (error: unknown): CheckFinding => {
  const failure = failureOf(error);
  if (failure) return problem(failure.message);
  if (error instanceof Error) return problem(`The check failed: ${error.name}, ${error.message}`);
  throw error;
};

const run = async (
  check: Check['run'],
  context: CheckContext,
): Promise<readonly CheckFinding[]> => {
  try {
    const limit = TIMEOUT_MS + context.wait;
    return await within(limit, check(context), () => [
      problem(`No answer within ${Math.round(limit / 1_000)} s.`),
    ]);
  } catch (error) {
    return [findingOf(error)];
  }
};

/** Runs checks in order and yields each finding as soon as it is known. */
export async function* examine(
  checks: readonly Check[],
  context: CheckContext,
): AsyncGenerator<CheckedFinding> {
  /** By check that was skipped or found a problem: the check to fix first. */
  const broken = new Map<string, string>();
  for (const { name, after, run: runCheck } of checks) {
    const cause = after.map((other) => broken.get(other)).find((it) => it !== undefined);
    if (cause !== undefined) {
      broken.set(name, cause);
      yield { check: name, ...skipped(`Skipped until "${cause}" is fixed.`) };
      continue;
    }
    const findings = await run(runCheck, context);
    if (findings.some(({ status }) => status === 'problem')) broken.set(name, name);
    for (const finding of findings) yield { check: name, ...finding };
  }
}
