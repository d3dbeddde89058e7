import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';

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

const settings = v.object({
  app: v.string(),
  context: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Synthesizes the CDK app as `cdk synth` does, or keeps what is there while nothing it was made
 * from has changed.
 * @returns whether it had to.
 * @throws Error with the app's own words, when it fails.
 */
export const synthesize = async (
  { project, folder, stage }: Synthesis,
  onBegin: () => void,
): Promise<boolean> => {
  const fingerprint = fingerprintOf(project, stage);
  const stamp = join(folder, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  onBegin();
  // Nothing is left half made, whoever is interrupted or synthesizes the same beside us.
  const making = `${folder}.${process.pid}`;
  const { app, context } = v.parse(
    settings,
    JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')),
  );
  // What the CLI would pass: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/cxapi.ts
  const child = spawn(app, {
    cwd: project,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: making,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage }),
    },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new Error(`The CDK app could not be synthesized:\n${output}${errors}`);
  }
  writeFileSync(join(making, STAMP), fingerprint);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return true;
};

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
