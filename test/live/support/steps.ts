import { styleText } from 'node:util';

/** Thrown if this machine does not have what a test needs beside Node.js and npm; the message names it. */
export class Missing extends Error {
  override readonly name = 'Missing';
}

/** Exit codes of a test that is a script: as `npm test` has them, and one for {@link Missing}. */
const exitCodes = { passed: 0, failed: 1, missing: 4 } as const;

export interface Steps {
  /**
   * Runs a step and prints its title, how long it took and what it says.
   * @throws what the step throws: nothing after it could be trusted.
   */
  step<T>(title: string, work: (say: (detail: string) => void) => T | Promise<T>): Promise<T>;
  /** Is run at the end, however it comes about; the last one first. */
  atEnd(work: () => void | Promise<void>): void;
}

const secondsSince = (began: number): string =>
  `${((performance.now() - began) / 1_000).toFixed(1)} s`;

/**
 * Runs a test that is a script. Ends the process: with 0 when every step passed, 1 when one failed,
 * 4 when this machine does not have what it needs, 130 after Ctrl-C as in a shell.
 */
export const runSteps = async (work: (steps: Steps) => Promise<void>): Promise<never> => {
  const endings: (() => void | Promise<void>)[] = [];
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ended ??= (async () => {
      for (const ending of endings.reverse()) await ending();
    })();
    return ended;
  };
  for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const])
    process.once(signal, () => void end().finally(() => process.exit(code)));

  const began = performance.now();
  let passed = 0;
  let failed = 0;
  let missing: Missing | undefined;
  const step: Steps['step'] = async (title, run) => {
    const stepBegan = performance.now();
    const details: string[] = [];
    try {
      const result = await run((detail) => void details.push(detail));
      passed += 1;
      const rest = [secondsSince(stepBegan), ...details].join(' · ');
      console.log(`${styleText('green', '✓')} ${title} ${styleText('dim', rest)}`);
      return result;
    } catch (error) {
      if (!(error instanceof Missing)) {
        failed += 1;
        const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
        console.log(
          `${styleText('red', '✗')} ${title} ${styleText('dim', secondsSince(stepBegan))}`,
        );
        console.log(words.replaceAll(/^/gm, '  '));
      }
      throw error;
    }
  };
  try {
    await work({ step, atEnd: (ending) => void endings.push(ending) });
  } catch (error) {
    if (error instanceof Missing) missing = error;
    else if (failed === 0) throw error;
  } finally {
    await end();
  }
  if (missing) console.log(missing.message);
  console.log(`\n${passed} passed, ${failed} failed, in ${secondsSince(began)}`);
  if (failed > 0) process.exit(exitCodes.failed);
  process.exit(missing ? exitCodes.missing : exitCodes.passed);
};
