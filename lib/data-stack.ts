import { type App, CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Domain } from '../functions/shared/domain.ts';
import { eventsTable, stateTable } from '../functions/shared/tables.ts';
import { DomainQueues } from './domain-queues.ts';
import { KeyedTable } from './keyed-table.ts';
import type { StageSettings } from './stages.ts';

interface DataStackProps {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  /** What no domain owns: a queue, and only the archive behind it. */
  readonly unrouted: Domain;
}

/** What would be missed: the tables, the queues and the signing secrets. */
export class DataStack extends Stack {
  constructor(app: App, { stage, domains, unrouted }: DataStackProps) {
    super(app, stage.names.dataStack, {
      stackName: stage.names.dataStack,
      description: `Airwallex webhooks (${stage.name}): tables, queues and signing secrets`,
      terminationProtection: stage.data === 'retain',
    });
    const { byObject, byTime, attention } = eventsTable;
    const tables = [
      new KeyedTable(this, 'EventsTable', {
        stage,
        tableName: stage.names.eventsTable,
        keys: eventsTable,
        indexes: [byObject, byTime, attention],
      }),
      ...domains.map(
        (domain) =>
          new KeyedTable(this, `${capitalised(domain.name)}Table`, {
            stage,
            tableName: stage.names.stateTable(domain.name),
            keys: stateTable,
            indexes: [stateTable.related],
          }),
      ),
    ];
    for (const table of tables) {
      new CfnOutput(this, `${table.node.id}Name`, { value: table.tableName });
    }
    for (const domain of [...domains, unrouted]) {
      new DomainQueues(this, `${capitalised(domain.name)}Queues`, { stage, domain });
    }
    this.holdSigningSecrets(stage);
  }

  private holdSigningSecrets(stage: StageSettings): void {
    const secret = new Secret(this, 'SigningSecrets', {
      secretName: stage.names.signingSecrets,
      description: 'Live signing secrets of Airwallex webhooks by label: {"<label>":"<secret>"}',
      // No live secret yet. CloudFormation writes a value again only when this line changes.
      secretObjectValue: {},
      removalPolicy: stage.data === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Airwallex issues the secrets, when a person rotates a webhook in its web app; no function could.',
    });
    new CfnOutput(this, 'SigningSecretName', { value: stage.names.signingSecrets });
    new CfnOutput(this, 'SetSigningSecret', {
      value: `aws secretsmanager put-secret-value --secret-id ${stage.names.signingSecrets} --secret-string '{"<label>":"<secret>"}'`,
    });
  }
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
