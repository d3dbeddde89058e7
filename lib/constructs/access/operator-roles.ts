import { Aws, Validations } from 'aws-cdk-lib';
import { ArnPrincipal, CompositePrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  constructId,
  INGRESS,
  type OperatorRole,
  operatorRoles,
  reactionFunction,
} from '../../names.ts';
import { dataKeyStatements } from '../encryption.ts';
import { erasing, fixing, keeping } from './changing.ts';
import type { Operated } from './operated.ts';
import { reading } from './reading.ts';

/** What each role may do beside what a reader may, and what it takes of the stage's key. */
const permissions = {
  reader: { allowed: [], ofKey: [] },
  fixer: { allowed: [fixing], ofKey: ['to write tables', 'to send'] },
  eraser: { allowed: [erasing], ofKey: ['to write tables'] },
  keyholder: {
    allowed: [keeping],
    ofKey: ['to write tables', 'to read secrets', 'to write secrets'],
  },
} as const satisfies Record<OperatorRole, object>;

interface OperatorRolesProps extends Operated {
  /** ARNs of the roles and users that may take them. */
  readonly trust: readonly string[];
}

/** A role for each sort of command of the tool, so that nobody needs to be an administrator for it. */
export class OperatorRoles extends Construct {
  constructor(scope: Construct, id: string, { trust, ...operated }: OperatorRolesProps) {
    super(scope, id);
    const { stage } = operated;
    for (const name of operatorRoles) {
      const { allowed, ofKey } = permissions[name];
      const role = new Role(this, constructId(name), {
        roleName: stage.names.role(name, Aws.REGION),
        description: `May run the tool's commands of a ${name} in Airwallex webhooks (${stage.name})`,
        assumedBy: new CompositePrincipal(...trust.map((arn) => new ArnPrincipal(arn))),
      });
      const statements = [reading, ...allowed].flatMap((allow) => allow(operated));
      const uses = ['to read tables', 'to receive', ...ofKey] as const;
      for (const statement of [...statements, ...dataKeyStatements(role, stage, uses)])
        role.addToPolicy(statement);
      acknowledgeWildcards(role, operated);
    }
  }
}

/** Why a policy here cannot name its resources better. */
const acknowledgeWildcards = (
  role: Role,
  { stage, domains, receivers, reactions }: Operated,
): void => {
  const acknowledge = (resource: string, reason: string): void =>
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${resource}]`,
      reason,
    });
  const { names } = stage;
  const own = 'arn:<AWS::Partition>';
  const place = '<AWS::Region>:<AWS::AccountId>';
  acknowledge(
    '*',
    'CloudWatch knows no resource of GetMetricData; alarms and log groups are listed all or none.',
  );
  for (const table of [names.eventsTable, ...domains.map(({ name }) => names.stateTable(name))])
    acknowledge(
      `${own}:dynamodb:${place}:table/${table}-*`,
      'Whoever restores a table names it, after that in use.',
    );
  for (const stack of [names.dataStack, names.serviceStack])
    acknowledge(
      `${own}:cloudformation:${place}:stack/${stack}/*`,
      "Only CloudFormation knows the last part of a stack's ARN.",
    );
  for (const name of [
    ...[INGRESS, ...receivers.map((receiver) => receiver.name)],
    ...reactions.map((reaction) => reactionFunction(reaction.name)),
  ])
    acknowledge(
      `${own}:logs:${place}:log-group:${names.functionLogs(name)}:*`,
      'The ARN of a log group ends so in policies: it includes its streams.',
    );
};
