import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { environmentNames } from '../../../functions/shared/environment.ts';
import type { Names } from '../../names.ts';
import { storedTable } from '../by-name.ts';
import type { WebhookFunction } from '../webhook-function.ts';

/** Names the control table to a function, and allows these actions on one of its partitions: not on the trail. */
export const useControl = (
  { lambda }: WebhookFunction,
  { controlTable }: Names,
  partition: string,
  actions: readonly string[],
): void => {
  const { handle, arn } = storedTable(controlTable);
  lambda.addEnvironment(environmentNames.controlTable, handle);
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [arn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] } },
    }),
  );
};
