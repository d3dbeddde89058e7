import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { TableClass } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  archiveIndexes,
  controlTable,
  eventsTable,
  stateIndexes,
  stateTable,
} from '../functions/shared/tables.ts';
import { ChangesData } from './constructs/changes/changes-data.ts';
import { DomainQueues } from './constructs/domain-queues.ts';
import { dataKey } from './constructs/encryption.ts';
import { KeyedTable } from './constructs/keyed-table.ts';
import { OwnSecrets } from './constructs/own-secrets.ts';
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
  constructor(app: App, { stage, domains, unrouted, reactions }: Pipeline) {
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
    const states = domains.map((domain) => {
      const table = new KeyedTable(this, `${constructId(domain.name)}Table`, {
        stage,
        tableName: stage.names.stateTable(domain.name),
        keys: stateTable,
        indexes: stateIndexes(domain, stage.platform),
        key,
        streams: stage.changes,
      });
      if (stage.changes && table.tableStreamArn !== undefined)
        new StringParameter(this, `${constructId(domain.name)}Stream`, {
          parameterName: stage.names.streamParameter(domain.name),
          description: `The stream of the table of ${domain.name}, which the publisher reads`,
          stringValue: table.tableStreamArn,
        });
      return table;
    });
    const control = new KeyedTable(this, 'ControlTable', {
      stage,
      tableName: stage.names.controlTable,
      keys: controlTable,
      indexes: [],
      key,
    });
    for (const table of [events, ...states, control]) {
      new CfnOutput(this, `${table.node.id}Name`, { value: table.tableName });
    }
    for (const domain of [...domains, unrouted]) {
      const id = constructId(domain.name);
      const queues = new DomainQueues(this, `${id}Queues`, { stage, domain, key });
      new CfnOutput(this, `${id}QueueUrl`, { value: queues.queueUrl });
      new CfnOutput(this, `${id}DeadLetterQueueUrl`, { value: queues.deadLetterQueueUrl });
    }
    if (stage.changes) {
      const changes = new ChangesData(this, 'Changes', { stage, reactions, key });
      new CfnOutput(this, 'ChangesTopicArn', { value: changes.topicArn });
      new CfnOutput(this, 'UnpublishedQueue', { value: changes.unpublishedQueueUrl });
      new CfnOutput(this, 'EffectsTableName', { value: stage.names.effectsTable });
      if (reactions.length > 0)
        new CfnOutput(this, 'Reactions', { value: reactions.map(({ name }) => name).join() });
    }
    const secrets = new SigningSecrets(this, 'SigningSecrets', { stage, key });
    new CfnOutput(this, 'SigningSecretName', { value: stage.names.signingSecrets });
    new CfnOutput(this, 'RetiredSecretsName', { value: stage.names.retiredSecrets });
    new CfnOutput(this, 'SetSigningSecret', { value: secrets.command });
    new OwnSecrets(this, 'OwnSecrets', { stage, key });
    new CfnOutput(this, 'OwnSecretsName', { value: stage.names.ownSecrets });
    // So that the tool of any checkout knows what it may do there.
    const { retains, allowSamples } = stage;
    new CfnOutput(this, 'RemovalPolicy', { value: retains ? 'retain' : 'destroy' });
    if (retains && allowSamples) new CfnOutput(this, 'AllowSamples', { value: 'true' });
  }
}
