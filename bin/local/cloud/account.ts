/** The AWS account that this machine pretends to be. */
export const account = {
  id: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

/** What SDK clients sign with here; the emulators accept any. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** @returns the ARN of a resource of this account. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${account.partition}:${service}:${account.region}:${account.id}:${resource}`;

/** A queue's URL at AWS is this followed by its name. */
export const queueUrlAtAws = `https://sqs.${account.region}.${account.urlSuffix}/${account.id}/`;
