import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkEnvironmentNames, environmentNames } from '../../../functions/shared/environment.ts';
import { controlTable, LATEST_HEARTBEAT } from '../../../functions/shared/tables.ts';
import type { StageSettings } from '../../stages.ts';
import { storedSecret, storedTable } from '../by-name.ts';
import { useDataKey } from '../encryption.ts';
import { runHourly } from '../hourly.ts';
import { WebhookFunction } from '../webhook-function.ts';
import { useControl } from './control.ts';

interface HeartbeatProps {
  readonly stage: StageSettings;
  /** Where Airwallex posts to. */
  readonly url: string;
}

/** The name of its function, as of its folder. */
export const HEARTBEAT = 'heartbeat';

/** The function that sends a heartbeat every hour as Airwallex sends its webhooks, and looks whether it arrives. */
export class Heartbeat extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, url }: HeartbeatProps) {
    super(scope, id);
    const { names } = stage;
    const beat = new WebhookFunction(this, 'Beat', {
      stage,
      name: HEARTBEAT,
      folder: `scheduled/${HEARTBEAT}`,
      description: 'Sends a heartbeat through the whole pipeline, and looks whether it arrives',
      memorySize: 256,
      timeoutSeconds: 120,
    });
    const { lambda } = beat;
    this.logGroup = beat.logGroup;
    lambda.addEnvironment(checkEnvironmentNames.webhookUrl, url);
    beat.use(checkEnvironmentNames.ownSecrets, storedSecret(names.ownSecrets), [
      'secretsmanager:GetSecretValue',
    ]);
    const events = storedTable(names.eventsTable);
    lambda.addEnvironment(environmentNames.eventsTable, events.handle);
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem'],
        resources: [events.arn],
        conditions: {
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [LATEST_HEARTBEAT.id] },
        },
      }),
    );
    useControl(beat, names, controlTable.heartbeat, ['dynamodb:PutItem']);
    useDataKey(beat, stage, ['to read secrets', 'to write tables']);
    runHourly(this, beat, {
      ...{ stage, name: HEARTBEAT, role: 'heartbeat-timer' },
      description: 'Sends a heartbeat through the whole pipeline',
    });
  }
}
