import { failureOf } from '../failure.ts';
import type { Patient } from './patient.ts';

/** What a check found out. */
export interface Finding {
  /** A warning is what a person should know, and by itself no problem. */
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped';
  /** What is so, or what is wrong and why; for what is skipped, why. */
  readonly detail: string;
  /** What to do about a problem or warning: a command to copy, where there is one. */
  readonly next?: string;
}

/** A finding, and the check that it is of. */
export interface CheckedFinding extends Finding {
  readonly check: string;
}

/** One thing that a deployment must be. */
export interface Check {
  readonly name: string;
  /** Checks that it builds on: where one of them has found a problem, it has nothing to say. */
  readonly after: readonly string[];
  /** What it throws is a problem, too. */
  readonly run: (patient: Patient) => Promise<readonly Finding[]>;
}

export const ok = (detail: string): Finding => ({ status: 'ok', detail });
export const skipped = (detail: string): Finding => ({ status: 'skipped', detail });
const withNext =
  (status: Finding['status']) =>
  (detail: string, next?: string): Finding => ({
    status,
    detail,
    ...(next === undefined ? {} : { next }),
  });
export const problem = withNext('problem');
export const warning = withNext('warning');

/** Milliseconds that a check has, beside what the heartbeat may wait. */
const BOUND = 60_000;

const withinBound = async (work: Promise<readonly Finding[]>, bound: number) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    const text = `No answer within ${Math.round(bound / 1_000)} s.`;
    timer = setTimeout(() => resolve([problem(text)]), bound);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const wrongWith = (error: unknown): Finding => {
  const failure = failureOf(error);
  if (failure) return problem(failure.message);
  if (error instanceof Error) return problem(`The check failed: ${error.name}, ${error.message}`);
  throw error;
};

const run = async (look: Check['run'], patient: Patient): Promise<readonly Finding[]> => {
  try {
    return await withinBound(look(patient), BOUND + patient.wait);
  } catch (error) {
    return [wrongWith(error)];
  }
};

/** Runs checks in order and gives what each finds, as soon as it is found. */
export async function* examine(
  checks: readonly Check[],
  patient: Patient,
): AsyncGenerator<CheckedFinding> {
  /** The check that has to be mended first, for each that says nothing or found a problem. */
  const broken = new Map<string, string>();
  for (const { name, after, run: look } of checks) {
    const cause = after.map((other) => broken.get(other)).find((it) => it !== undefined);
    if (cause !== undefined) {
      broken.set(name, cause);
      yield { check: name, ...skipped(`Nothing can be said before "${cause}" is mended.`) };
      continue;
    }
    const findings = await run(look, patient);
    if (findings.some(({ status }) => status === 'problem')) broken.set(name, name);
    for (const finding of findings) yield { check: name, ...finding };
  }
}
