import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { REDRIVE } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { storedQueue } from '../by-name.ts';
import { dataKeyStatements } from '../encryption.ts';

interface RedriveRoleProps {
  readonly stage: StageSettings;
  /** Whose queues it serves: every domain and `unrouted`. */
  readonly receivers: readonly Domain[];
}

/**
 * The role by which the tool moves dead letters back: beside the ingress nobody else may send to the
 * queues. Whoever has `sts:AssumeRole` on it by IAM may take it, and nobody outside the account.
 */
export class RedriveRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { stage, receivers }: RedriveRoleProps) {
    super(scope, id);
    const { name, names } = stage;
    const role = new Role(this, 'Role', {
      roleName: names.role(REDRIVE, Aws.REGION),
      description: `Moves dead letters of Airwallex webhooks (${name}) back to their queues`,
      assumedBy: new AccountPrincipal(Aws.ACCOUNT_ID),
    });
    const queues = (nameOf: (domain: string) => string): string[] =>
      receivers.map((domain) => storedQueue(nameOf(domain.name)).arn);
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'],
        resources: queues(names.deadLetterQueue),
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues(names.queue) }),
    );
    for (const statement of dataKeyStatements(this, stage, ['to receive', 'to send']))
      role.addToPolicy(statement);
    this.roleArn = role.roleArn;
  }
}
