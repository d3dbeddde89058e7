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
  /** Whether the stage publishes changes, also where its settings do not state it. */
  readonly changes?: boolean;
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
  { project, folder, stage, changes = false }: Synthesis,
  onBegin: () => void,
): Promise<boolean> => {
  const fingerprint = fingerprintOf(project, changes ? `${stage} changes` : stage);
  const stamp = join(folder, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  onBegin();
  // No half-made folder remains after an interruption or a concurrent synthesis.
  const making = `${folder}.${process.pid}`;
  const discard = () => rmSync(making, { recursive: true, force: true });
  process.once('exit', discard);
  const { app, context } = v.parse(
    cdkJson,
    JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')),
  );
  const overridden = changes ? withChanges(context, stage) : context;
  // What CDK's command line would pass, for `-c stage=…`.
  const { ended } = startTied(...shellOf(app), {
    cwd: project,
    env: {
      ...process.env,
      CDK_OUTDIR: making,
      CDK_CONTEXT_JSON: JSON.stringify({ ...overridden, stage }),
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

const stages = v.looseObject({ stages: v.record(v.string(), v.record(v.string(), v.unknown())) });

/** The context of CDK in which a stage publishes changes; an unknown stage stays unknown. */
const withChanges = (context: Record<string, unknown>, stage: string): object => {
  const parsed = v.safeParse(stages, context);
  const settings = parsed.success ? parsed.output.stages[stage] : undefined;
  if (!parsed.success || !settings) return context;
  return {
    ...context,
    stages: { ...parsed.output.stages, [stage]: { ...settings, changes: true } },
  };
};

/** An error's message without its stack; the whole output where there is no error. */
const messageOf = (output: string): string =>
  /^\w*Error: (.+?)\n\s+at /ms.exec(output)?.[1] ?? output;

const fingerprintOf = (project: string, wanted: string): string => {
  const hash = createHash('sha256').update(wanted);
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
