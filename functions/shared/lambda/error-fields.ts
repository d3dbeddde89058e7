import type { LogFields } from './log.ts';

/** An error's name is what its thrower likes: only one that looks like a name is repeated. */
const nameOf = ({ name }: Error): string => (/^\w{1,80}$/.test(name) ? name : 'Error');

/** The name of whatever was thrown. */
export const errorName = (error: unknown): string =>
  error instanceof Error ? nameOf(error) : typeof error;

/** The first line of a stack below its message, which may look like such a line itself. */
const placeOf = ({ message, stack = '' }: Error): string | undefined => {
  const end = stack.indexOf(message);
  if (end < 0) return undefined;
  const lines = stack.slice(end + message.length).split('\n');
  return lines.find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))?.trim();
};

/** What may be logged of an error: the name of it and of its cause, and the line it arose at. */
export interface ErrorFields extends LogFields {
  readonly error: string;
  readonly cause?: string | undefined;
  readonly where?: string | undefined;
}

/** An error without its message, which may quote data: its name, its cause's, and where it arose. */
export const errorFields = (error: unknown): ErrorFields => {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: nameOf(error),
    cause: error.cause instanceof Error ? nameOf(error.cause) : undefined,
    where: placeOf(error),
  };
};
