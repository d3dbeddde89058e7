import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';
import type { WebhookFunction } from './webhook-function.ts';

/** Runs a function five minutes after each full hour, once the indexes have caught up. */
export const runHourly = (
  scope: Construct,
  { lambda: { functionArn } }: Pick<WebhookFunction, 'lambda'>,
  {
    stage: { names },
    name,
    role: roleName = `${name}-schedule`,
    description,
  }: {
    readonly stage: StageSettings;
    readonly name: string;
    /** The name of its role, where its own would be too long. */
    readonly role?: string;
    readonly description: string;
  },
): void => {
  const role = new Role(scope, 'SchedulerRole', {
    roleName: names.role(roleName, Aws.REGION),
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  // Without versions and aliases, which CDK's own target would allow too.
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
  );
  new CfnSchedule(scope, 'Hourly', {
    name: names.schedule(name),
    description,
    scheduleExpression: 'cron(5 * * * ? *)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: functionArn,
      roleArn: role.roleArn,
      // Within the hour that a run is about.
      retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 1_800 },
    },
  });
};
