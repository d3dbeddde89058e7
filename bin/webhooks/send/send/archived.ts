import { Buffer } from 'node:buffer';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { eventKey } from '../../pipeline/names.ts';
import type { Target } from '../../pipeline/target.ts';
import { isLocalStage } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';

/** The pipeline whose archive `--from` names. */
export const connectFrom = (from: string, { profile, region }: TargetOptions): Promise<Target> =>
  connect(
    isLocalStage(from)
      ? {}
      : { stage: from, ...(profile && { profile }), ...(region && { region }) },
  );

/**
 * The bodies that a pipeline has archived under ids, each with its event's name.
 * @throws Failure when none is archived under one of them.
 */
export const archivedBodies = async (
  { tables, name }: Target,
  ids: readonly string[],
): Promise<readonly [string, Buffer][]> => {
  if (ids.length === 0) throw usageError('Specify the id of an event to copy with --from.');
  const found = ids.map(async (id): Promise<readonly [string, Buffer][]> => {
    const events = await archivedUnder(tables.events, eventKey(id));
    if (events.length === 0)
      throw new Failure(`The archive of ${name} has no event "${id}".`, exitCodes.notFound);
    return events.map((event) => [event.name ?? event.id, Buffer.from(event.body)]);
  });
  return (await Promise.all(found)).flat();
};
