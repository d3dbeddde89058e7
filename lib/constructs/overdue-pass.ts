import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../functions/shared/domain.ts';
import { domainStateTable, environmentNames } from '../../functions/shared/environment.ts';
import { eventsTable } from '../../functions/shared/tables.ts';
import type { StageSettings } from '../stages.ts';
import { storedTable } from './by-name.ts';
import { useDataKey } from './encryption.ts';
import { runHourly } from './hourly.ts';
import { WebhookFunction } from './webhook-function.ts';

interface OverduePassProps {
  readonly stage: StageSettings;
  readonly domains: readonly Domain[];
}

/** The name of its function, as of its folder. */
export const OVERDUE = 'overdue';

/** The function that looks every hour which records have been in a status for too long: it only reads. */
export class OverduePass extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, domains }: OverduePassProps) {
    super(scope, id);
    const { names } = stage;
    const pass = new WebhookFunction(this, 'Pass', {
      stage,
      name: OVERDUE,
      folder: `scheduled/${OVERDUE}`,
      description: 'Looks which records have been in a status for too long',
      memorySize: 256,
      timeoutSeconds: 300,
    });
    this.logGroup = pass.logGroup;
    const events = storedTable(names.eventsTable);
    pass.lambda.addEnvironment(environmentNames.eventsTable, events.handle);
    pass.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [`${events.arn}/index/${eventsTable.byTime.name}`],
      }),
    );
    for (const { name } of domains)
      pass.use(domainStateTable(name), storedTable(names.stateTable(name)), [
        'dynamodb:BatchGetItem',
        'dynamodb:Query',
      ]);
    useDataKey(pass, stage, ['to read tables']);
    runHourly(this, pass, {
      ...{ stage, name: OVERDUE },
      description: 'Runs the pass over the last full hour, once the indexes have caught up',
    });
  }
}
