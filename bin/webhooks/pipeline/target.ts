import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DriftLine } from '../../../functions/shared/query/logs/drifted.ts';
import type { FailedLine } from '../../../functions/shared/query/logs/failed.ts';
import type { AcceptedLog } from '../../../functions/shared/query/logs/ingress-log.ts';
import type { Table, Tables } from '../../../functions/shared/query/table.ts';
import type { PipelineOptions } from '../terminal/command-line.ts';
import { Failure } from '../terminal/failure.ts';
import type { Outputs } from './outputs.ts';
import type { QueueAges } from './queues/queue-ages.ts';

/** A pipeline that the tool works on: where its parts are, and clients that reach them. */
export interface Target {
  /** Its display name: `the local pipeline`, `stage prod in eu-west-1`. */
  readonly name: string;
  /** What a printed command needs to reach this pipeline. */
  readonly pipeline: PipelineOptions;
  readonly outputs: Outputs;
  readonly tables: Tables;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** SQS as who may move dead letters of a domain. @throws Failure where the caller may not be that. */
  readonly redriver: () => Promise<SQSClient>;
  /** Created on request: few commands need it. */
  readonly secretsManager: () => Promise<SecretsManagerClient>;
  /** Who the tool acts as: an ARN; of the local pipeline the user of this machine. */
  readonly caller: () => Promise<string>;
  /** How long the oldest message of each queue has waited; the local SQS measures none. */
  readonly queueAges: QueueAges;
  /** What its ingress wrote of the webhooks that it accepted. */
  readonly accepted: AcceptedLog;
  /** What the consumer of a domain logged of messages that failed, from a time on (epoch milliseconds). */
  readonly failures: (domain: string, since: number) => AsyncIterable<FailedLine>;
  /** What the consumer of a domain logged of bodies that have something no schema knows. */
  readonly drift: (domain: string, since: number) => AsyncIterable<DriftLine>;
}

/**
 * The tables that a pipeline's outputs name. Asking for one that they do not name throws a Failure:
 * the deployment may be older than a domain.
 */
export const tablesOf = (
  pipelineName: string,
  client: DynamoDBClient,
  names: Outputs['tables'],
): Tables => {
  const table = (of: string): Table => {
    const name = names[of];
    if (name === undefined) throw new Failure(`There is no table of ${of} in ${pipelineName}.`);
    return { name, client };
  };
  return {
    get events() {
      return table('events');
    },
    of: (domain) => table(domain.name),
  };
};
