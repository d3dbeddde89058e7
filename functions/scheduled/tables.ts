import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { domains } from '../domains.ts';
import type { Domain } from '../shared/domain.ts';
import { domainStateTable, environmentNames, required } from '../shared/environment.ts';
import type { Table, Tables } from '../shared/query/table.ts';

/** The tables of the pipeline, as a scheduled function's environment names them. */
export const tablesFrom = (client: DynamoDBClient): Tables => {
  const tableOf = (name: string): Table => ({ client, name });
  const states = new Map<Domain, Table>(
    domains.map((domain) => [domain, tableOf(required(domainStateTable(domain.name)))]),
  );
  return {
    get events() {
      return tableOf(required(environmentNames.eventsTable));
    },
    of: (domain) => {
      const table = states.get(domain);
      if (table === undefined) throw new Error(`${domain.name} has no table.`);
      return table;
    },
  };
};
