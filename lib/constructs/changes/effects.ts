import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { changeEnvironmentNames } from '../../../functions/shared/environment.ts';
import type { Names } from '../../names.ts';
import { storedTable } from '../by-name.ts';
import type { WebhookFunction } from '../webhook-function.ts';

/** Lets a function read and write its part of the table of effects. @param owner whose part it is. */
export const useEffects = ({ lambda }: WebhookFunction, names: Names, owner: string): void => {
  const effects = storedTable(names.effectsTable);
  lambda.addEnvironment(changeEnvironmentNames.effectsTable, effects.handle);
  lambda.addToRolePolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [effects.arn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${owner}#*`] } },
    }),
  );
};
