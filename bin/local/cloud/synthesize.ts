import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { shellOf, startTied } from '../processes/tied.ts';

interface Synthesis {
  /** The project's root. */
  readonly project: string;
  /** Where the templates and bundles go. */
  readonly folder: string;
  readonly stage: string;
}

/** All that synthesis reads; folders with what is in them. */
const inputs = ['cdk.json', 'package-lock.json', 'tsconfig.json', 'bin/app.ts', 'lib', 'functions'];

const STAMP = '.fingerprint';

const cdkJson = v.object({
  app: v.string(),
  context: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Synthesizes the CDK app as `cdk synth` does, or keeps the existing output while its inputs are
 * unchanged.
 * @returns whether it had to.
 * @throws Error with the app's own message when it fails.
 */
export const synthesize = async (
  { project, folder, stage }: Synthesis,
  onBegin: () => void,
): Promise<boolean> => {
  const fingerprint = fingerprintOf(project, stage);
  const stamp = join(folder, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  onBegin();
  // No half-made folder remains after an interruption or a concurrent synthesis.
  const making = `${folder}.${process.pid}`;
  const discard = () => rmSync(making, { recursive: true, force: true });
  process.once('exit', discard);
  const settings = v.parse(cdkJson, JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')));
  // What CDK's command line would pass, for `-c stage=…`.
  const { ended } = startTied(...shellOf(settings.app), {
    cwd: project,
    env: {
      ...process.env,
      CDK_OUTDIR: making,
      CDK_CONTEXT_JSON: JSON.stringify({ ...settings.context, stage }),
    },
  });
  const { code, output } = await ended;
  if (code !== 0) {
    discard();
    throw new Error(`The CDK app could not be synthesized:\n${messageOf(output)}`);
  }
  writeFileSync(join(making, STAMP), fingerprint);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return true;
};

/** An error's message without its stack; the whole output where there is no error. */
const messageOf = (output: string): string =>
  /^\w*Error: (.+?)\n\s+at /ms.exec(output)?.[1] ?? output;

const fingerprintOf = (project: string, stage: string): string => {
  const hash = createHash('sha256').update(stage);
  for (const input of inputs) {
    for (const path of filesIn(project, input)) {
      hash.update(`\0${path}\0`).update(readFileSync(join(project, path)));
    }
  }
  return hash.digest('hex');
};

const filesIn = (project: string, input: string): string[] => {
  const path = join(project, input);
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(input)) return [input];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
    .sort();
};
