import fc from 'fast-check';
import {
  type Lifecycle,
  namedStatus,
  rankOf,
  statusIn,
  UNKNOWN_RANK,
} from '../../../../functions/shared/record/lifecycle.ts';
import { FINAL } from '../../../../functions/shared/record/version.ts';

const lifecycle: Lifecycle = {
  ranks: { OPEN: 100, IN_REVIEW: 200, DONE: FINAL },
  unknown: 150,
  words: { CREATED: 'OPEN', REVIEWED: 'IN_REVIEW', FINISHED: 'DONE' },
};

it.each([
  ['as the body states it', 'DONE', 'thing.open', 'DONE', FINAL],
  ['in the current word for it', 'FINISHED', 'thing.open', 'DONE', FINAL],
  ['as the name ends', undefined, 'thing.in_review', 'IN_REVIEW', 200],
  ['as the last part of a long name says', undefined, 'shop.thing.part.done', 'DONE', FINAL],
  ['by a word of the name', undefined, 'thing.reviewed', 'IN_REVIEW', 200],
  ['as the whole name says', undefined, 'done', 'DONE', FINAL],
  ['in any case of letters', 'in_review', 'thing.open', 'IN_REVIEW', 200],
  ['as stated though it is unknown', 'MELTED', 'thing.open', 'MELTED', 150],
  ['nowhere', undefined, 'thing.updated', undefined, 0],
  ['not in a part before the last', undefined, 'thing.done.again', undefined, 0],
  ['not in an empty name', undefined, '', undefined, 0],
])('states its status %s', (_, stated, name, status, rank) => {
  expect(statusIn(lifecycle, stated, name)).toEqual({ status, rank });
});

it.each(['constructor', '__proto__', 'toString', 'CONSTRUCTOR', '__PROTO__'])(
  'takes %s for no status of a table, only for what a body states',
  (word) => {
    expect(namedStatus(lifecycle, `thing.${word}`)).toBeUndefined();
    expect(statusIn(lifecycle, word, 'thing.open')).toEqual({
      status: word.toUpperCase(),
      rank: 150,
    });
  },
);

it('ranks what is unknown amid the rest where the lifecycle says no rank for it', () => {
  expect(rankOf({ ranks: lifecycle.ranks }, 'MELTED')).toBe(UNKNOWN_RANK);
  expect(rankOf(lifecycle, undefined)).toBe(0);
});

it('knows what the body states before the name, and a rank for everything', () => {
  const rank = fc.integer({ min: 0, max: 999 });
  const word = fc.constantFrom('OPEN', 'DONE', 'CREATED', 'updated', 'done', 'valueOf', '');
  const any: fc.Arbitrary<Lifecycle> = fc.record({
    ranks: fc.dictionary(word, rank),
    unknown: rank,
    words: fc.dictionary(word, word),
  });
  fc.assert(
    fc.property(any, fc.option(word, { nil: undefined }), word, (one, stated, ending) => {
      const { ranks, unknown = UNKNOWN_RANK } = one;
      const named = statusIn(one, undefined, `thing.${ending}`);
      const read = statusIn(one, stated, `thing.${ending}`);
      expect(stated === undefined ? read : statusIn(one, stated, 'thing.other')).toEqual(read);
      expect(named.status).toBe(namedStatus(one, `thing.${ending}`));
      expect(named.status === undefined || Object.hasOwn(ranks, named.status)).toBe(true);
      expect([0, unknown, ...Object.values(ranks)]).toContain(read.rank);
      expect(read.rank).toBe(rankOf(one, read.status));
    }),
  );
});
