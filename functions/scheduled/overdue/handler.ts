import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { domains } from '../../domains.ts';
import { loadDwells } from '../../dwells.ts';
import type { Domain } from '../../shared/domain.ts';
import { domainStateTable, environmentNames, required } from '../../shared/environment.ts';
import { createLog } from '../../shared/lambda/log.ts';
import { unlogged } from '../../shared/lambda/quiet-client.ts';
import { timeouts } from '../../shared/lambda/timeouts.ts';
import type { Table, Tables } from '../../shared/query/table.ts';
import { pass } from './pass.ts';

const client = unlogged(new DynamoDBClient({ requestHandler: timeouts }));

const tableOf = (name: string): Table => ({ client, name });
const states = new Map<Domain, Table>(
  domains.map((domain) => [domain, tableOf(required(domainStateTable(domain.name)))]),
);

const tables: Tables = {
  events: tableOf(required(environmentNames.eventsTable)),
  of: (domain) => {
    const table = states.get(domain);
    if (table === undefined) throw new Error(`${domain.name} has no table.`);
    return table;
  },
};

const rules = await loadDwells(domains);
const log = createLog('overdue', required(environmentNames.metricsNamespace));

/** What the scheduler runs every hour. */
export const handler = (): Promise<void> => pass({ tables, rules, log, now: Date.now });
