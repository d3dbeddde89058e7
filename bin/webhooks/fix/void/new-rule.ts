import { randomBytes } from 'node:crypto';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import type { VoidEntry, VoidSelection } from '../../pipeline/control/void-rule.ts';
import { eventKey } from '../../pipeline/names.ts';
import type { Target } from '../../pipeline/target.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { rangeFrom } from '../../terminal/options.ts';

/** The options that state a rule. */
export interface RuleOptions {
  readonly secret?: string;
  readonly since?: string;
  readonly until?: string;
  readonly reason?: string;
}

/** Milliseconds from now on after which the ingress certainly refuses a secret that was removed. */
const REFUSED_AFTER = 600_000;
/** Events that one rule can name, so that its item stays far below what DynamoDB takes. */
const MOST_EVENTS = 1_000;

const selectionFrom = (
  ids: readonly string[],
  options: RuleOptions,
  now: number,
): VoidSelection => {
  const { secret, since, until } = options;
  if (ids.length > 0 === (secret !== undefined))
    throw usageError('Specify either ids of events, or --secret <label>.');
  if (secret === undefined) {
    if (since !== undefined || until !== undefined)
      throw usageError('--since and --until are only for --secret.');
    if (ids.length > MOST_EVENTS)
      throw usageError(`One rule names at most ${MOST_EVENTS} events. Give fewer at a time.`);
    return { events: [...new Set(ids)] };
  }
  const range = rangeFrom({ since, until }, now);
  return { label: secret, since: range.since ?? 0, until: range.until ?? now + REFUSED_AFTER };
};

/** @throws Failure where the archive holds no event of an id. */
const checkArchived = async (target: Target, selection: VoidSelection): Promise<void> => {
  for (const id of 'events' in selection ? selection.events : [])
    if ((await archivedUnder(target.tables.events, eventKey(id))).length === 0)
      throw new Failure(
        `The archive holds no event "${id}". One that is still queued can be voided once it is archived.`,
        exitCodes.notFound,
      );
};

/** A rule that is made now. @throws Failure where the options contradict each other, or name no event. */
export const newEntry = async (
  target: Target,
  ids: readonly string[],
  options: RuleOptions,
): Promise<VoidEntry> => {
  const at = Date.now();
  const selection = selectionFrom(ids, options, at);
  await checkArchived(target, selection);
  const { reason = '' } = options;
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  const id = `${day}-${randomBytes(4).toString('hex')}`;
  return { id, selection, reason, by: await target.caller(), at };
};
