import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { REDRIVE } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { dataKeyStatements } from '../encryption.ts';
import { allow, queueArns } from './operated.ts';

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
    const queues = (nameOf: (domain: string) => string) =>
      queueArns(receivers.map((domain) => nameOf(domain.name)));
    for (const statement of [
      allow(
        ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'],
        queues(names.deadLetterQueue),
      ),
      allow(['sqs:SendMessage'], queues(names.queue)),
      ...dataKeyStatements(this, stage, ['to receive', 'to send']),
    ])
      role.addToPolicy(statement);
    this.roleArn = role.roleArn;
  }
}
