import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { setEnvironment } from '../aws/environment.ts';
import { madeBy } from '../per-hook.ts';
import { endpointOf } from '../tables/dynamodb.ts';
import { printedBy } from './printed.ts';
import { parsedJson } from './shapes.ts';
import type { TestTarget } from './target.ts';

/** The `webhooks` tool as a person runs it, with the outputs of a pipeline in a folder of its own. */
export interface Tool {
  /** Where the pipeline keeps its state. */
  readonly folder: string;
  /** Runs a command line. Gives back what it printed; rejects as it failed. */
  run(...words: readonly string[]): Promise<string>;
  /** The same with `--json`, parsed. */
  json(...words: readonly string[]): Promise<unknown>;
}

/** The same, for as long as whoever created it wants. */
export interface CreatedTool extends Tool {
  stop(): void;
}

/** Creates the tool beside tables. */
export const createTool = async ({
  outputs,
  dynamodb,
  sqs,
  secretsManager,
}: Target): Promise<CreatedTool> => {
  const folder = mkdtempSync(join(tmpdir(), 'tool-'));
  const url = await endpointOf(dynamodb);
  // Some have an SQS or a Secrets Manager of their own.
  const ownOr = async (endpoint: typeof sqs.config.endpoint): Promise<string> => {
    const own = await endpoint?.();
    return own ? `${own.protocol}//${own.hostname}:${own.port}` : url;
  };
  const endpoints = {
    dynamodb: url,
    sqs: await ownOr(sqs.config.endpoint),
    secretsmanager: await ownOr((await secretsManager()).config.endpoint),
  };
  writeFileSync(
    join(folder, 'outputs.json'),
    JSON.stringify({ ...outputs, signingSecrets: {}, endpoints }),
  );
  const leave = setEnvironment({ LOCAL_DIR: folder });
  const run = (...words: readonly string[]): Promise<string> => printedBy(words);
  return {
    folder,
    run,
    json: async (...words) => parsedJson(words, await run(...words, '--json')),
    stop: () => {
      leave();
      rmSync(folder, { recursive: true });
    },
  };
};

/** The tool for all tests of a file, beside the tables that they share. */
export const useTool = (test: TestTarget): Tool => {
  const made = madeBy(
    beforeAll,
    () => createTool(test.target),
    ({ stop }) => stop(),
  );
  return {
    get folder() {
      return made().folder;
    },
    run: (...words) => made().run(...words),
    json: (...words) => made().json(...words),
  };
};
