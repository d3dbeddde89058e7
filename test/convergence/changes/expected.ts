import { positionOf } from '../../../functions/publisher/stream.ts';
import type { AnyChange, Values } from '../../../functions/shared/change/any-change.ts';
import { changeOf } from '../../../functions/shared/change/change-of.ts';
import { attributesOf } from '../../../functions/shared/change/values.ts';
import { STREAM } from '../../support/changes/changes.ts';
import type { World } from './world.ts';

const nameOf = ({ key: { pk, sk } }: AnyChange): string => `${pk} ${sk}`;

/** The changes that a table's writes are, in their order. */
const changesIn = ({ writes }: World): readonly AnyChange[] =>
  writes.flatMap(
    (images, index) =>
      changeOf(images, { position: positionOf(STREAM, String(index + 1)), publishedAt: '' }) ?? [],
  );

const byRecord = <T>(things: readonly T[], changeIn: (thing: T) => AnyChange) =>
  Map.groupBy(things, (thing) => nameOf(changeIn(thing)));

/** The changes that are later in the stream than all before them of their record. */
const inOrder = (changes: readonly AnyChange[]): readonly AnyChange[] => {
  const latest = new Map<string, string>();
  return changes.filter((change) => {
    if (change.position <= (latest.get(nameOf(change)) ?? '')) return false;
    latest.set(nameOf(change), change.position);
    return true;
  });
};

/** A change by its record, version and attributes: the same of the stream and from the archive. */
const contentOf = ({ change }: { readonly change: AnyChange }): string =>
  JSON.stringify([nameOf(change), change.version, Object.entries(change.record ?? {}).sort()]);

/** The records whose every change has a higher version: no late event has changed them. */
const withoutLateEvents = (one: World): ReadonlySet<string> => {
  const ascending = [...byRecord(changesIn(one), (change) => change)].filter(([, changes]) =>
    changes.every(({ version }, index) => (version ?? '') > (changes[index - 1]?.version ?? '')),
  );
  return new Set(ascending.map(([name]) => name));
};

/**
 * That no change was handled twice, once from the archive and once of the stream, in a world where
 * nothing was rewritten by hand.
 */
export const expectNoneTwice = (one: World): void => {
  const names = withoutLateEvents(one);
  const contents = one
    .committed()
    .filter(({ change }) => names.has(nameOf(change)))
    .map(contentOf);
  expect(new Set(contents).size).toBe(contents.length);
};

/** What somebody has who applies changes in the order in which they come. */
const copyOf = (changes: readonly AnyChange[]): ReadonlyMap<string, Values> => {
  const copy = new Map<string, Values>();
  for (const change of changes) {
    if (change.record === null) copy.delete(nameOf(change));
    else copy.set(nameOf(change), change.record);
  }
  return new Map([...copy].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The attributes of a table's records, of those whose changes could all be published. */
const table = ({ tables, unpublished }: World): ReadonlyMap<string, Values> => {
  const without = new Set(unpublished.map(({ pk, sk }) => `${pk} ${sk}`));
  return new Map(
    [...tables.items('state').values()]
      .map((item): [string, Values] => [`${item['pk']?.S} ${item['sk']?.S}`, attributesOf(item)])
      .filter(([name]) => !without.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

const known = (copy: ReadonlyMap<string, Values>, { unpublished }: World) => {
  const without = new Set(unpublished.map(({ pk, sk }) => `${pk} ${sk}`));
  return new Map([...copy].filter(([name]) => !without.has(name)));
};

/** That whoever applies changes as they come, and looks at nothing, has the table. */
export const expectSameCopy = (one: World): void => {
  expect(known(copyOf(one.got), one)).toEqual(table(one));
};

/**
 * What must be so once a world has come to rest, whatever happened in it: whoever applies changes and
 * compares positions has the table, a reaction has committed each change of the stream once and in order per record, unless it
 * committed the same from the archive, and nothing from the archive after a later one.
 */
export const expectAllHandled = (one: World): void => {
  expect(known(copyOf(inOrder(one.got)), one)).toEqual(table(one));
  const committed = one.committed();
  expect(known(copyOf(committed.map(({ change }) => change)), one)).toEqual(table(one));

  const keys = committed.map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);

  const refused = new Set(
    one.unpublished.map(({ sequenceNumber }) => positionOf(STREAM, sequenceNumber)),
  );
  const positions = (changes: readonly AnyChange[] = []) => changes.map(({ position }) => position);
  const expected = changesIn(one).filter(({ position }) => !refused.has(position));
  const replayed = new Set(committed.filter(({ change }) => change.replay).map(contentOf));
  const isReplayed = (change: AnyChange): boolean =>
    change.kind === 'changed' && replayed.has(contentOf({ change }));
  const live = committed.map(({ change }) => change).filter(({ replay }) => !replay);
  const byLive = byRecord(live, (change) => change);
  const expectedByRecord = byRecord(expected, (change) => change);
  expect(live.filter((change) => !expectedByRecord.has(nameOf(change)))).toEqual([]);
  for (const [name, changes] of expectedByRecord) {
    const handled = new Set(positions(byLive.get(name)));
    const isDue = (change: AnyChange) => handled.has(change.position) || !isReplayed(change);
    expect(positions(byLive.get(name))).toEqual(positions(changes.filter(isDue)));
  }

  for (const changes of byRecord(committed, ({ change }) => change).values()) {
    let highest = '';
    for (const { change } of changes) {
      const version = change.version ?? '';
      if (change.replay) expect(version >= highest).toBe(true);
      if (version > highest) highest = version;
    }
  }
};
