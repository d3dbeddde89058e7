import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import * as v from 'valibot';
import { synthesize } from '../../../bin/local/cloud/synthesize.ts';

/** The faults that the processes of functions read and apply; see `inside.ts`. */
interface Inside {
  /** Milliseconds that the clocks of all processes are off. */
  readonly clockOffset: number;
  readonly secretsEndpoint: string;
  /** Whether a poisoned record does its work. */
  readonly poison: boolean;
}

/** Sets the faults of the processes of functions. */
export interface Control {
  set(changes: Partial<Inside>): void;
  /** Sets the time-out of the consumers from the runner's next start on; undefined restores theirs. */
  timeOutAfter(seconds: number | undefined): void;
}

const template = v.looseObject({
  Resources: v.record(
    v.string(),
    v.looseObject({ Type: v.string(), Properties: v.optional(v.looseObject({})) }),
  ),
});

const functionProperties = v.looseObject({
  FunctionName: v.optional(v.string(), ''),
  Timeout: v.number(),
  Environment: v.looseObject({ Variables: v.record(v.string(), v.unknown()) }),
});

/**
 * Synthesizes the templates of a project into the runner's folder and adds to each function, as a template can, what
 * Node.js loads before its bundle. The bundles stay as they are deployed.
 */
export const prepareInside = async (
  dir: string,
  project: string,
  secretsEndpoint: string,
): Promise<Control> => {
  const original = join(dir, 'synthesized');
  await synthesize({ project, folder: original, stage: 'dev', changes: true }, () => {});
  const own = join(dir, 'cdk.out');
  cpSync(original, own, { recursive: true });

  const module = join(dir, 'inside.mjs');
  const source = readFileSync(join(import.meta.dirname, 'inside.ts'), 'utf8');
  writeFileSync(module, transformSync(source, { loader: 'ts', format: 'esm' }).code);
  const file = join(dir, 'control.json');
  let inside: Inside = { clockOffset: 0, secretsEndpoint, poison: false };
  const set = (changes: Partial<Inside>): void => {
    inside = { ...inside, ...changes };
    // Replaced at once, so that no process reads half of it.
    writeFileSync(`${file}.new`, JSON.stringify(inside));
    renameSync(`${file}.new`, file);
  };
  set({});

  const timeOutAfter = (seconds: number | undefined): void => {
    for (const name of readdirSync(original).filter((one) => one.endsWith('.template.json'))) {
      const { Resources, ...rest } = v.parse(
        template,
        JSON.parse(readFileSync(join(original, name), 'utf8')),
      );
      for (const resource of Object.values(Resources)) {
        if (resource.Type !== 'AWS::Lambda::Function') continue;
        const lambda = v.safeParse(functionProperties, resource.Properties);
        if (!lambda.success) continue;
        const { Environment, FunctionName, Timeout } = lambda.output;
        resource.Properties = {
          ...lambda.output,
          Timeout: FunctionName.endsWith('-ingress') ? Timeout : (seconds ?? Timeout),
          Environment: {
            Variables: {
              ...Environment.Variables,
              NODE_OPTIONS: `--import=${module}`,
              FAULTS_CONTROL: file,
            },
          },
        };
      }
      writeFileSync(join(own, name), JSON.stringify({ Resources, ...rest }));
    }
  };
  timeOutAfter(undefined);
  return { set, timeOutAfter };
};
