import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { domains, unrouted } from '../../functions/domains.ts';
import { account } from './cloud/account.ts';
import type { Application } from './cloud/application.ts';
import { type Endpoints, queueUrl } from './lambda/variables.ts';

const texts = v.record(v.string(), v.string());

const outputs = v.object({
  webhookUrl: v.string(),
  /** The page that shows the pipeline. */
  inspectorUrl: v.string(),
  region: v.string(),
  /** Name of the secret in Secrets Manager that holds them. */
  signingSecretName: v.string(),
  /** By label. */
  signingSecrets: texts,
  endpoints: v.object({ dynamodb: v.string(), sqs: v.string(), secretsmanager: v.string() }),
  /** Names: the archive under `events`, and each domain's. */
  tables: texts,
  /** URLs by domain; `unrouted` is one of them. */
  queues: texts,
  deadLetterQueues: texts,
  /** Which code the functions were bundled from, by domain. */
  projections: v.optional(
    v.record(v.string(), v.object({ revision: v.number(), digest: v.string() })),
  ),
});

/** The addresses and names that other tools need to work with the running pipeline. */
export type WrittenOutputs = v.InferOutput<typeof outputs>;

interface Running {
  readonly webhookUrl: string;
  readonly inspectorUrl: string;
  readonly endpoints: Endpoints;
  /** The signing secrets' value, as the functions read it. */
  readonly signingSecrets: string;
}

/** @throws Error when the templates have no table or queue for a domain. */
export const outputsOf = (
  { tables, queues, secrets: [secret], projections }: Application,
  { webhookUrl, inspectorUrl, endpoints, signingSecrets }: Running,
): WrittenOutputs => {
  const names = domains.map(({ name }) => name);
  const queueOf = (domain: string) => ofDomain(domain, queues);
  const deadLetterQueueOf = (domain: string) => {
    const { deadLetterArn } = queueOf(domain);
    const found = queues.find(({ arn }) => arn === deadLetterArn);
    if (found) return found;
    throw new Error(`The templates define no dead-letter queue for ${domain}.`);
  };
  const byDomain = (of: (domain: string) => string, keys: readonly string[]) =>
    Object.fromEntries(keys.map((domain) => [domain, of(domain)]));
  const all = [...names, unrouted.name];
  if (!secret) throw new Error('The templates define no secret.');
  return {
    webhookUrl,
    inspectorUrl,
    region: account.region,
    signingSecretName: secret.name,
    signingSecrets: v.parse(texts, JSON.parse(signingSecrets)),
    endpoints,
    tables: byDomain((domain) => ofDomain(domain, tables).name, ['events', ...names]),
    queues: byDomain((domain) => queueUrl(endpoints, queueOf(domain).name), all),
    deadLetterQueues: byDomain(
      (domain) => queueUrl(endpoints, deadLetterQueueOf(domain).name),
      all,
    ),
    ...(projections && { projections }),
  };
};

/** A stage's resources are called `<prefix>-<domain>`. */
const ofDomain = <R extends { name: string }>(domain: string, resources: readonly R[]): R => {
  const found = resources.find(({ name }) => name === domain || name.endsWith(`-${domain}`));
  if (found) return found;
  throw new Error(`The templates define nothing called …-${domain}.`);
};

/** The file from which other tools find a running pipeline; it holds the signing secrets. */
export const outputsFile = (dir: string): string => join(dir, 'outputs.json');

export const writeOutputs = (dir: string, value: WrittenOutputs): void => {
  const file = outputsFile(dir);
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/** So that no tool takes the outputs of an earlier run for those of the one starting. */
export const removeOutputs = (dir: string): void => rmSync(outputsFile(dir), { force: true });
