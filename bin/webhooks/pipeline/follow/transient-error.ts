import * as v from 'valibot';

/** Error names of the system and the SDK for connections that may recover by themselves. */
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

const errorShape = v.object({
  name: v.optional(v.string()),
  code: v.optional(v.unknown()),
  $metadata: v.optional(v.object({ httpStatusCode: v.optional(v.number()) })),
});

/** The name of a transient error; undefined for any other. */
export const transientError = (error: unknown): string | undefined => {
  const read = v.safeParse(errorShape, error);
  if (!read.success) return undefined;
  const { name, code, $metadata } = read.output;
  const known = [code, name].find((one) => names.includes(one));
  if (known !== undefined) return String(known);
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 ? `status ${status}` : undefined;
};
