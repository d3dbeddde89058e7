import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Domain } from '../domain.ts';

/** A table, and a client that reaches it. */
export interface Table {
  /** Its physical name. */
  readonly name: string;
  readonly client: DynamoDBClient;
}

/** The tables of a pipeline. */
export interface Tables {
  /** The archive. */
  readonly events: Table;
  /** The table of a domain's records. @throws where the pipeline was deployed without that domain. */
  of(domain: Domain): Table;
}
