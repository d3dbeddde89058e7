import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { domains } from '../../domains.ts';
import { loadDwells } from '../../dwells.ts';
import { environmentNames, required } from '../../shared/environment.ts';
import { createLog } from '../../shared/lambda/log.ts';
import { unlogged } from '../../shared/lambda/quiet-client.ts';
import { timeouts } from '../../shared/lambda/timeouts.ts';
import { tablesFrom } from '../tables.ts';
import { pass } from './pass.ts';

const tables = tablesFrom(unlogged(new DynamoDBClient({ requestHandler: timeouts })));
const rules = await loadDwells(domains);
const log = createLog('overdue', required(environmentNames.metricsNamespace));

/** What the scheduler runs every hour. */
export const handler = (): Promise<void> => pass({ tables, rules, log, now: Date.now });
