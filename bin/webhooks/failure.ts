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
