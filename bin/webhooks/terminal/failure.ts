import { errorFields } from '../../../functions/shared/lambda/error-fields.ts';
import { startLine } from './command-line.ts';
import { shown } from './printable.ts';

/** Exit codes of the tool, the same for every command. */
export const exitCodes = {
  done: 0,
  usage: 1,
  notFound: 2,
  /** A check found something wrong. */
  failed: 3,
  /** It could not be checked or done: no credentials, no connection, an unexpected error. */
  unchecked: 4,
  /** By Ctrl-C, as a shell reports it. */
  interrupted: 130,
} as const;

/**
 * Ends a command that cannot do what was requested: states what happened and what to do next, always
 * in one line.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.unchecked) {
    super(shown(message));
    this.exitCode = exitCode;
  }
}

/** A wrong command line: states what is wrong, and a correct form. */
export const usageError = (message: string): Failure => new Failure(message, exitCodes.usage);

/** Names of errors of AWS and its SDK that a person can fix, each with the remedy. */
const remedies = (): readonly (readonly [names: readonly string[], remedy: string])[] => [
  [
    ['CredentialsProviderError', 'TokenProviderError'],
    'There are no AWS credentials here. Sign in ("aws sso login" or "aws configure"), or choose --profile.',
  ],
  [
    ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    'The AWS credentials have expired. Sign in again ("aws sso login").',
  ],
  [
    ['InvalidClientTokenId', 'UnrecognizedClientException', 'SignatureDoesNotMatch'],
    "AWS does not know these credentials, or this machine's clock is wrong. Choose --profile, or sign in again.",
  ],
  [
    ['ThrottlingException', 'Throttling', 'ProvisionedThroughputExceededException'],
    'AWS throttles these requests. Try again later, or with a shorter period.',
  ],
  [
    ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'TimeoutError'],
    'AWS cannot be reached from here. Is the network up, and is --region right?',
  ],
  [
    ['ECONNREFUSED', 'ECONNRESET'],
    `Nothing answers where the pipeline was. Is it running in another terminal? Start it with: ${startLine()}`,
  ],
  [
    ['ResourceNotFoundException', 'QueueDoesNotExist'],
    `A table, queue, secret or log of the pipeline does not exist. Deploy the stage again, or stop the local pipeline and start it again: ${startLine()}`,
  ],
  [
    ['ERR_SQLITE_ERROR'],
    'The temporary folder is full. Free space there, or set another folder in SQLITE_TMPDIR.',
  ],
];

const denials = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

/** Whether AWS denies a request because a permission is missing. */
export const isDenial = (error: unknown): boolean =>
  error instanceof Error && denials.includes(error.name);

/** An error as a {@link Failure}, where it has a known remedy. */
export const failureOf = (error: unknown): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return undefined;
  // AWS names the principal, the action and the resource.
  if (isDenial(error)) return new Failure(`AWS denies this: ${error.message}`);
  if (/^Region (?:is missing|not accepted)/.test(error.message))
    return usageError('No AWS region is set. Specify --region, or set AWS_REGION.');
  if (error.name === 'DamagedArchive') return new Failure(error.message, exitCodes.failed);
  const names = [error.name, 'code' in error && String(error.code)];
  const known = remedies().find(([causes]) => causes.some((cause) => names.includes(cause)));
  return known && new Failure(known[1]);
};

/** Any other error, without its message, which may quote a body. */
export const unexpected = (error: unknown): Failure => {
  const { error: name, cause, where } = errorFields(error);
  const facts = [name, cause && `caused by ${cause}`, where].filter(Boolean).join(', ');
  return new Failure(`Unexpected error: ${facts}. Please report it.`);
};
