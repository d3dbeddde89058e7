import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { changeEnvironmentNames, domainStateTable } from '../../../functions/shared/environment.ts';
import { stateTable } from '../../../functions/shared/tables.ts';
import type { StageSettings } from '../../stages.ts';
import { storedTable, storedTopic } from '../by-name.ts';
import { useDataKey } from '../encryption.ts';
import { runHourly } from '../hourly.ts';
import { WebhookFunction } from '../webhook-function.ts';
import { useEffects } from './effects.ts';

interface DuePassProps {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
}

/** The name of its function, as of its folder. */
export const DUE = 'due';

/** The function that publishes every hour which open work is due soon. */
export class DuePass extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, domains }: DuePassProps) {
    super(scope, id);
    const { names } = stage;
    const pass = new WebhookFunction(this, 'Pass', {
      stage,
      name: DUE,
      folder: `scheduled/${DUE}`,
      description: 'Publishes open work that is due soon',
      memorySize: 256,
      timeoutSeconds: 300,
    });
    const { lambda } = pass;
    this.logGroup = pass.logGroup;
    lambda.addEnvironment(changeEnvironmentNames.dueHours, String(stage.dueHours));
    for (const { name } of domains) {
      const table = storedTable(names.stateTable(name));
      pass.use(domainStateTable(name), table, ['dynamodb:BatchGetItem']);
      lambda.addToRolePolicy(
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: [`${table.arn}/index/${stateTable.open.name}`],
        }),
      );
    }
    useEffects(pass, names, DUE);
    pass.use(changeEnvironmentNames.changesTopic, storedTopic(names.changesTopic), ['sns:Publish']);
    useDataKey(pass, stage, ['to write tables', 'to publish']);
    const description = 'Runs the pass over open work, once the indexes have caught up';
    runHourly(this, pass, { stage, name: DUE, description });
  }
}
