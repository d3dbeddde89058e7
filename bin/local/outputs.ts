import { renameSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { domains, unrouted } from '../../functions/domains.ts';
import { type LocalOutputs, outputsFile } from '../webhooks/pipeline/outputs.ts';
import { localAccount } from './cloud/account.ts';
import { type Application, secretsOf } from './cloud/application.ts';
import { type Endpoints, queueUrl } from './lambda/variables.ts';

const texts = v.record(v.string(), v.string());

/** What this runner writes for other tools. */
export interface WrittenOutputs extends LocalOutputs {
  /** The page that shows the pipeline. */
  readonly inspectorUrl: string;
}

interface Running {
  readonly webhookUrl: string;
  readonly inspectorUrl: string;
  readonly endpoints: Endpoints;
  /** The signing secrets' value, as the functions read it. */
  readonly signingSecrets: string;
}

/** @throws Error when the templates have no table or queue for a domain. */
export const outputsOf = (
  { tables, queues, secrets, projections }: Application,
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
  const { signing, own, retired } = secretsOf({ secrets });
  return {
    webhookUrl,
    inspectorUrl,
    region: localAccount.region,
    signingSecretName: signing.name,
    ownSecretsName: own.name,
    retiredSecretsName: retired.name,
    signingSecrets: v.parse(texts, JSON.parse(signingSecrets)),
    endpoints,
    tables: byDomain((domain) => ofDomain(domain, tables).name, ['events', ...names]),
    queues: byDomain((domain) => queueUrl(endpoints, queueOf(domain).name), all),
    deadLetterQueues: byDomain(
      (domain) => queueUrl(endpoints, deadLetterQueueOf(domain).name),
      all,
    ),
    ...changesOf({ queues, tables }, endpoints),
    controlTable: ofDomain('control', tables).name,
    ...(projections && { projections }),
  };
};

/** What is published of changes: nothing where the templates have no queue for it. */
const changesOf = (
  { queues, tables }: Pick<Application, 'queues' | 'tables'>,
  endpoints: Endpoints,
): Pick<LocalOutputs, 'changes'> => {
  const unpublished = queues.find(({ name }) => name.endsWith('-unpublished'));
  if (!unpublished) return {};
  const urlsOf = (pattern: RegExp): Record<string, string> =>
    Object.fromEntries(
      queues.flatMap(({ name }) => {
        const reaction = pattern.exec(name)?.[1];
        return reaction === undefined ? [] : [[reaction, queueUrl(endpoints, name)]];
      }),
    );
  return {
    changes: {
      unpublishedQueue: queueUrl(endpoints, unpublished.name),
      effectsTable: ofDomain('effects', tables).name,
      queues: urlsOf(/-(reaction-(?:(?!-dead-letters).)+)\.fifo$/),
      deadLetterQueues: urlsOf(/-(reaction-.+)-dead-letters\.fifo$/),
    },
  };
};

/** A stage's resources are called `<prefix>-<domain>`. */
const ofDomain = <R extends { name: string }>(domain: string, resources: readonly R[]): R => {
  const found = resources.find(({ name }) => name === domain || name.endsWith(`-${domain}`));
  if (found) return found;
  throw new Error(`The templates define nothing called …-${domain}.`);
};

export const writeOutputs = (dir: string, value: WrittenOutputs): void => {
  const file = outputsFile(dir);
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/** So that no tool takes the outputs of an earlier run for those of the one starting. */
export const removeOutputs = (dir: string): void => rmSync(outputsFile(dir), { force: true });
