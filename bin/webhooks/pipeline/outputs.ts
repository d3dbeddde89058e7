import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { localFolder, startLine } from '../terminal/command-line.ts';
import { usageError } from '../terminal/failure.ts';

const names = v.record(v.string(), v.string());

const parts = {
  webhookUrl: v.string(),
  region: v.string(),
  /** Name of the secret in Secrets Manager that holds the live signing secrets by label. */
  signingSecretName: v.string(),
  /** Name of the one with those that were removed; absent where an earlier version made the pipeline. */
  retiredSecretsName: v.optional(v.string()),
  /** Name of the secret with those of our own labels; absent where an earlier version made the pipeline. */
  ownSecretsName: v.optional(v.string()),
  /** Names: the archive under `events`, and each domain's. */
  tables: names,
  /** URLs by domain; `unrouted` is one of them. */
  queues: names,
  deadLetterQueues: names,
  /** Where changes are published; absent where they are not. */
  changes: v.optional(
    v.object({
      /** URL of the queue of what could not be published. */
      unpublishedQueue: v.string(),
      /** Name of the table of what reactions have done. */
      effectsTable: v.string(),
      /** URLs by `reaction-<name>`. */
      queues: names,
      deadLetterQueues: names,
    }),
  ),
  /** The table of what the tool did; absent where an earlier version made the pipeline. */
  controlTable: v.optional(v.string()),
  /** The functions that check a deployed stage every hour; absent where none do. */
  hourlyChecks: v.optional(v.array(v.string())),
  /**
   * ARN of the role that moves dead letters back; absent of the local pipeline, and where an earlier
   * version made the stage.
   */
  redriveRole: v.optional(v.string()),
  /** Of a stage that retains what it stores; absent of every other one, and of the local pipeline. */
  retained: v.optional(
    v.object({
      /** Whether the deployment states it; one of an earlier version does not, and counts as retained. */
      isStated: v.boolean(),
      allowsSamples: v.boolean(),
    }),
  ),
  /** Which code the functions run, by domain; an older deployment does not state it. */
  projections: v.optional(
    v.record(v.string(), v.object({ revision: v.number(), digest: v.string() })),
  ),
};

const local = v.object({
  ...parts,
  /** By label. */
  signingSecrets: names,
  endpoints: v.object({ dynamodb: v.string(), sqs: v.string(), secretsmanager: v.string() }),
});

const outputs = v.object(parts);

/** The names and addresses of a pipeline's parts. */
export type Outputs = v.InferOutput<typeof outputs>;

/** The same of the local pipeline, with what tools need to work with it while it runs. */
export type LocalOutputs = v.InferOutput<typeof local>;

/** The file that `npm start` writes for other tools; it holds the signing secrets. */
export const outputsFile = (folder: string): string => join(folder, 'outputs.json');

/** @throws Failure when there is no local pipeline, or its file is not the one this code knows. */
export const readOutputs = (): LocalOutputs => {
  const file = outputsFile(localFolder());
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw usageError(
      `There is no local pipeline here (${file} cannot be read). Name a deployed one with --stage, or start one in another terminal: ${startLine()}`,
    );
  }
  const read = v.safeParse(local, json);
  if (read.success) return read.output;
  throw usageError(
    `${file} is of another version of this project. Stop it and start it again: ${startLine()}`,
  );
};
