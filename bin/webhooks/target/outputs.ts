import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { exitCodes, Failure } from '../failure.ts';

const names = v.record(v.string(), v.string());

const schema = v.object({
  webhookUrl: v.string(),
  region: v.string(),
  signingSecrets: names,
  endpoints: v.object({ dynamodb: v.string(), sqs: v.string(), secretsmanager: v.string() }),
  tables: names,
  queues: names,
  deadLetterQueues: names,
});

/** Where a pipeline can be reached: what `npm start` writes to `.local/outputs.json`. */
export type Outputs = v.InferOutput<typeof schema>;

/** Where the local pipeline keeps its state. */
const file = (): string => join(process.env['LOCAL_DIR'] ?? '.local', 'outputs.json');

/** @throws Failure when there is no local pipeline, or its file is not the one this code knows. */
export const readOutputs = (): Outputs => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file(), 'utf8'));
  } catch {
    throw new Failure(
      `There is no local pipeline here (${file()} cannot be read). Start it with "npm start" in another terminal.`,
      exitCodes.usage,
    );
  }
  const outputs = v.safeParse(schema, json);
  if (outputs.success) return outputs.output;
  throw new Failure(
    `${file()} is of another version of this project. Restart "npm start".`,
    exitCodes.usage,
  );
};
