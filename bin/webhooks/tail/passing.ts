import * as v from 'valibot';

/** What the system and the SDK call a connection that may come back by itself. */
const names: readonly unknown[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'TimeoutError',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
];

const trouble = v.object({
  name: v.optional(v.string()),
  code: v.optional(v.unknown()),
  $metadata: v.optional(v.object({ httpStatusCode: v.optional(v.number()) })),
});

/** What an error that time may mend is called; undefined for one that it will not. */
export const passingTrouble = (error: unknown): string | undefined => {
  const read = v.safeParse(trouble, error);
  if (!read.success) return undefined;
  const { name, code, $metadata } = read.output;
  const known = [code, name].find((one) => names.includes(one));
  if (known !== undefined) return String(known);
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 ? `status ${status}` : undefined;
};
