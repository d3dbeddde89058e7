import { errorFields } from '../../functions/shared/error-fields.ts';
import { startLine } from './command-line.ts';
import { shown } from './printable.ts';

/** Exit codes of the tool, the same for every command. */
export const exitCodes = { done: 0, usage: 1, notFound: 2, failed: 3 } as const;

/**
 * What a command ends with when it cannot do what was asked: what happened and what to do next, in one
 * line, whatever it quotes.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(shown(message));
    this.exitCode = exitCode;
  }
}

/** A command that was not said right: what is wrong with it, and how to say it. */
export const wrong = (message: string): Failure => new Failure(message, exitCodes.usage);

/** What AWS and its SDK call errors that a person can mend, and how. */
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
    "AWS doesn't know these credentials, or this machine's clock is wrong. Choose --profile, or sign in again.",
  ],
  [
    ['ThrottlingException', 'Throttling', 'ProvisionedThroughputExceededException'],
    'AWS throttles these requests. Try again in a while, or ask for a shorter time.',
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
    `A table, queue, secret or log of the pipeline is not there. Deploy the stage again, or stop the local pipeline and start it again: ${startLine()}`,
  ],
  [
    ['ERR_SQLITE_ERROR'],
    'What this has to remember does not fit into the temporary folder. Make room there, or name another in SQLITE_TMPDIR.',
  ],
];

const denials = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

/** An error as a {@link Failure}, where a person can do something about it. */
export const failureOf = (error: unknown): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return undefined;
  // AWS names the principal, the action and the resource.
  if (denials.includes(error.name)) return new Failure(`AWS denies this: ${error.message}`);
  if (/^Region (?:is missing|not accepted)/.test(error.message))
    return wrong('Which AWS region? Say --region, or set AWS_REGION.');
  const names = [error.name, 'code' in error && String(error.code)];
  const known = remedies().find(([causes]) => causes.some((cause) => names.includes(cause)));
  return known && new Failure(known[1]);
};

/** Any other error, without its words: they may quote a body. */
export const unexpected = (error: unknown): Failure => {
  const { error: name, cause, where } = errorFields(error);
  const told = [name, cause && `caused by ${cause}`, where].filter(Boolean).join(', ');
  return new Failure(
    `Something went wrong that this tool does not know: ${told}. Please report it.`,
  );
};
