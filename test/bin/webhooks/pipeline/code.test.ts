import {
  causeText,
  differencesOf,
  differenceText,
} from '../../../../bin/webhooks/pipeline/code.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
const one = (revision: number, digest: string) => ({ one: { revision, digest } });

it('finds no difference in equal code', () => {
  expect(differencesOf(one(1, a), one(1, a), ['one'])).toEqual([]);
});

it.each([
  ['older', one(1, a), one(2, b), 'one (of revision 2; revision 1 here)', /is older than what/],
  ['newer', one(2, a), one(1, b), 'one (of revision 1; revision 2 here)', /not deployed/],
  ['raised alone', one(2, a), one(1, a), 'one (of revision 1; revision 2 here)', /not deployed/],
  ['other', one(1, a), one(1, b), 'one (both of revision 1)', /not deployed/],
  ['new', one(1, a), {}, 'one (which is not deployed)', /not deployed/],
])('names a domain whose code is %s', (_what, here, there, words, cause) => {
  const differences = differencesOf(here, there, ['one']);
  expect(differenceText(differences)).toBe(
    `The functions run other code than this checkout: ${words}.`,
  );
  expect(causeText(differences)).toMatch(cause);
});

it('compares the domains that are asked for alone', () => {
  expect(differencesOf({ ...one(1, a), two: one(1, a).one }, one(1, a), ['one'])).toEqual([]);
});
