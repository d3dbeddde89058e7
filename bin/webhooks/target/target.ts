import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Outputs, readOutputs } from './outputs.ts';

/** A pipeline that the tool works on: where its parts are, and clients that reach them. */
export interface Target {
  readonly outputs: Outputs;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Reaches the pipeline that these outputs describe, by default the local one. */
export const connect = (outputs: Outputs = readOutputs()): Target => {
  const { region, endpoints } = outputs;
  const shared = { region, credentials, maxAttempts: 3 };
  return {
    outputs,
    dynamodb: new DynamoDBClient({ ...shared, endpoint: endpoints.dynamodb }),
    sqs: new SQSClient({ ...shared, endpoint: endpoints.sqs }),
  };
};

/** The physical name of a table: a domain's, or `events`. @throws Error for any other. */
export const tableOf = ({ outputs }: Target, name: string): string => {
  const table = outputs.tables[name];
  if (table === undefined) throw new Error(`This pipeline has no table of ${name}.`);
  return table;
};
