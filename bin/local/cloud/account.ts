/** The AWS account that this machine pretends to be. */
export const localAccount = {
  id: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

/** What SDK clients sign with here; the emulators accept any. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** @returns the ARN of a resource of this account. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${localAccount.partition}:${service}:${localAccount.region}:${localAccount.id}:${resource}`;

/** A queue's URL at AWS is this followed by its name. */
export const queueUrlAtAws = `https://sqs.${localAccount.region}.${localAccount.urlSuffix}/${localAccount.id}/`;
