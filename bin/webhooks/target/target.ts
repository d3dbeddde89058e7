import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Pipeline } from '../command-line.ts';
import { Failure } from '../failure.ts';
import type { AcceptedLog } from './accepted.ts';
import type { Outputs } from './outputs.ts';

/** A pipeline that the tool works on: where its parts are, and clients that reach them. */
export interface Target {
  /** Its display name: `the local pipeline`, `stage prod in eu-west-1`. */
  readonly name: string;
  /** What a printed command needs to reach this pipeline. */
  readonly pipeline: Pipeline;
  readonly outputs: Outputs;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** Created on request: few commands need it. */
  readonly secretsManager: () => Promise<SecretsManagerClient>;
  /** What its ingress wrote of the webhooks that it accepted. */
  readonly accepted: AcceptedLog;
}

/** The physical name of a table: a domain's, or `events`. @throws Failure for any other. */
export const tableOf = ({ name, outputs }: Target, table: string): string => {
  const found = outputs.tables[table];
  if (found === undefined) throw new Failure(`There is no table of ${table} in ${name}.`);
  return found;
};
