import { Aws } from 'aws-cdk-lib';
import type { StageSettings } from '../stages.ts';

/** A resource of the data stack as the service stack knows it: by its physical name alone. */
export interface NamedResource {
  /** What a function calls it by: the name of a table or secret, the URL of a queue, the ARN of a topic. */
  readonly handle: string;
  readonly arn: string;
}

/**
 * The ARN of what a service has in the stack's account and region: by references also where the stage pins them,
 * so that the local runner resolves them to its own.
 */
export const arnOf = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** A table of the data stack, or another one of its account and region, without its indexes. */
export const storedTable = (name: string): NamedResource => ({
  handle: name,
  arn: arnOf('dynamodb', `table/${name}`),
});

/** A queue of the data stack. */
export const storedQueue = (name: string): NamedResource => ({
  handle: `https://sqs.${Aws.REGION}.${Aws.URL_SUFFIX}/${Aws.ACCOUNT_ID}/${name}`,
  arn: arnOf('sqs', name),
});

/** A topic of the data stack. */
export const storedTopic = (name: string): NamedResource => {
  const arn = arnOf('sns', name);
  return { handle: arn, arn };
};

/** The ARN of a role of the service stack, where it is not created yet too. @param name as of functions. */
export const roleArnOf = ({ names }: StageSettings, name: string): string =>
  `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${names.role(name, Aws.REGION)}`;

/** A secret of the data stack, whose ARN ends in six characters that only Secrets Manager knows. */
export const storedSecret = (name: string): NamedResource => ({
  handle: name,
  arn: `${arnOf('secretsmanager', `secret:${name}`)}-??????`,
});

/** The key of what the data stack holds, where the stage has one; undefined where AWS's own serve. */
export const storedKey = ({
  kmsKey,
  names,
}: StageSettings):
  | { readonly arn: string; readonly conditions: Readonly<Record<string, object>> }
  | undefined => {
  if (kmsKey === undefined) return undefined;
  if (kmsKey !== true) return { arn: kmsKey, conditions: {} };
  // A policy that names an alias as its resource is about the alias, not about the key behind it.
  // https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
  return {
    arn: arnOf('kms', 'key/*'),
    conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': names.keyAlias } },
  };
};
