import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { TableClass } from 'aws-cdk-lib/aws-dynamodb';
import {
  archiveIndexes,
  eventsTable,
  stateIndexes,
  stateTable,
} from '../functions/shared/tables.ts';
import { DomainQueues } from './constructs/domain-queues.ts';
import { dataKey } from './constructs/encryption.ts';
import { KeyedTable } from './constructs/keyed-table.ts';
import { SigningSecrets } from './constructs/signing-secrets.ts';
import { constructId } from './names.ts';
import type { Pipeline } from './registry.ts';
import { placeOf } from './stages.ts';

const tableClasses = {
  standard: TableClass.STANDARD,
  'infrequent-access': TableClass.STANDARD_INFREQUENT_ACCESS,
} as const;

/** What would be missed: the tables, the queues and the signing secrets. */
export class DataStack extends Stack {
  constructor(app: App, { stage, domains, unrouted }: Pipeline) {
    super(app, stage.names.dataStack, {
      ...placeOf(stage),
      description: `Airwallex webhooks (${stage.name}): tables, queues and signing secrets`,
      terminationProtection: stage.isProtected,
    });
    const key = dataKey(this, stage);
    const events = new KeyedTable(this, 'EventsTable', {
      stage,
      tableName: stage.names.eventsTable,
      keys: eventsTable,
      indexes: archiveIndexes,
      key,
      expiry: stage.archiveDays === 'forever' ? undefined : eventsTable.expiry,
      tableClass: tableClasses[stage.archiveTableClass],
    });
    const states = domains.map(
      (domain) =>
        new KeyedTable(this, `${constructId(domain.name)}Table`, {
          stage,
          tableName: stage.names.stateTable(domain.name),
          keys: stateTable,
          indexes: stateIndexes(domain, stage.platform),
          key,
        }),
    );
    for (const table of [events, ...states]) {
      new CfnOutput(this, `${table.node.id}Name`, { value: table.tableName });
    }
    for (const domain of [...domains, unrouted]) {
      const id = constructId(domain.name);
      const queues = new DomainQueues(this, `${id}Queues`, { stage, domain, key });
      new CfnOutput(this, `${id}QueueUrl`, { value: queues.queueUrl });
      new CfnOutput(this, `${id}DeadLetterQueueUrl`, { value: queues.deadLetterQueueUrl });
    }
    const secrets = new SigningSecrets(this, 'SigningSecrets', { stage, key });
    new CfnOutput(this, 'SigningSecretName', { value: stage.names.signingSecrets });
    new CfnOutput(this, 'SetSigningSecret', { value: secrets.command });
  }
}
