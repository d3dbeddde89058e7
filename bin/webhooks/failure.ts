/** Exit codes of the tool, the same for every command. */
export const exitCodes = { done: 0, usage: 1, notFound: 2, failed: 3 } as const;

/** What a command ends with when it cannot do what was asked: what happened and what to do next. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** An error as a {@link Failure}, where a person can do something about it. */
export const failureOf = (error: unknown): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && error.code === 'ECONNREFUSED')
    return new Failure('Nothing answers where the pipeline was. Is "npm start" running?');
  if (error.name === 'ResourceNotFoundException')
    return new Failure('There is no such table. Restart "npm start", or check the name.');
  return undefined;
};
