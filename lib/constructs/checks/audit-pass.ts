import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import {
  checkEnvironmentNames,
  domainDeadLetterUrl,
  domainQueueUrl,
  domainStateTable,
  environmentNames,
} from '../../../functions/shared/environment.ts';
import { controlTable, eventsTable } from '../../../functions/shared/tables.ts';
import { INGRESS } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { storedQueue, storedTable } from '../by-name.ts';
import { useDataKey } from '../encryption.ts';
import { runHourly } from '../hourly.ts';
import { WebhookFunction } from '../webhook-function.ts';
import { useControl } from './control.ts';

interface AuditPassProps {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  readonly unrouted: Domain;
  /** What the ingress logs. */
  readonly ingressLogs: LogGroup;
}

/** The name of its function. */
export const AUDIT = 'audit';

/**
 * The function that audits the stage every hour: it reads all that it compares, and writes nothing but what it
 * found.
 */
export class AuditPass extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: AuditPassProps) {
    super(scope, id);
    const { stage, domains, unrouted, ingressLogs } = props;
    const { names, archiveDays } = stage;
    const pass = new WebhookFunction(this, 'Pass', {
      stage,
      name: AUDIT,
      folder: 'scheduled/audit-pass',
      description: 'Proves what the stage stores by its archive, and the archive by its log',
      streaming: true,
      memorySize: 1_024,
      timeoutSeconds: 900,
    });
    const { lambda } = pass;
    this.logGroup = pass.logGroup;
    const events = storedTable(names.eventsTable);
    pass.use(environmentNames.eventsTable, events, [
      'dynamodb:BatchGetItem',
      'dynamodb:DescribeTimeToLive',
      'dynamodb:Query',
    ]);
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [eventsTable.byObject, eventsTable.byTime].map(
          ({ name }) => `${events.arn}/index/${name}`,
        ),
      }),
    );
    for (const { name } of domains)
      pass.use(domainStateTable(name), storedTable(names.stateTable(name)), [
        'dynamodb:BatchGetItem',
        'dynamodb:Scan',
      ]);
    for (const { name } of [...domains, unrouted]) {
      const counted = ['sqs:GetQueueAttributes'];
      pass.use(domainQueueUrl(name), storedQueue(names.queue(name)), counted);
      pass.use(domainDeadLetterUrl(name), storedQueue(names.deadLetterQueue(name)), counted);
    }
    const logGroup = names.functionLogs(INGRESS);
    lambda.addEnvironment(checkEnvironmentNames.ingressLogs, logGroup);
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['logs:FilterLogEvents'],
        // A log group is called by its ARN as well as by that of its streams, which CloudFormation knows.
        resources: [
          Stack.of(this).formatArn({ service: 'logs', resource: `log-group:${logGroup}` }),
          ingressLogs.logGroupArn,
        ],
      }),
    );
    useControl(pass, names, controlTable.audit, ['dynamodb:PutItem', 'dynamodb:Query']);
    useControl(pass, names, controlTable.labels, ['dynamodb:Query']);
    if (archiveDays !== 'forever')
      lambda.addEnvironment(environmentNames.archiveDays, String(archiveDays));
    useDataKey(pass, stage, ['to write tables']);
    runHourly(this, pass, {
      ...{ stage, name: AUDIT },
      description: 'Audits the last two hours, and once a day every record',
    });
  }
}
