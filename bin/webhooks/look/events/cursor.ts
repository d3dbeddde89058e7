import { Buffer } from 'node:buffer';
import { usageError } from '../../terminal/failure.ts';

/** What positions begin with: the time of archiving, or an object's version. */
const byTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\|[!-~]+\|[0-9a-f]{64}$/;
const byVersion =
  /^[ot][0-9a-z]{9}-?(?:\|(?:-|[0-9a-z]{9})){2}\|\d{3}\|[0-9a-z.]*\|[0-9a-f]{12}\|(?:-|\d{6})\|[0-9a-f]{12}$/;

/** A position in a listing as one word that needs no quoting in a shell. */
export const cursorOf = (position: string): string => Buffer.from(position).toString('base64url');

/**
 * The position in a cursor.
 * @param ofObject whether the listing is one of an object's events.
 * @throws Failure when it is not a cursor of such a listing.
 */
export const positionOf = (cursor: string, ofObject: boolean): string => {
  const position = Buffer.from(cursor, 'base64url').toString();
  if ((ofObject ? byVersion : byTime).test(position)) return position;
  throw usageError(
    '--after takes the cursor that a listing with the same options ended with. Omit it to start again.',
  );
};
