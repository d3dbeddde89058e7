import * as fc from 'fast-check';
import { type Format, type TestMessage, webhookOf } from './webhooks.ts';

/** The figures of a ledger, in whole cents. */
export const figureNames = [
  'authorized',
  'released',
  'held',
  'cleared',
  'overCleared',
  'reversed',
  'refunded',
  'unlinked',
  'posted',
] as const;
export type Book = Record<(typeof figureNames)[number], number>;

/** A book from a function of each figure. */
export const bookOf = (cents: (name: keyof Book) => number): Book => ({
  authorized: cents('authorized'),
  released: cents('released'),
  held: cents('held'),
  cleared: cents('cleared'),
  overCleared: cents('overCleared'),
  reversed: cents('reversed'),
  refunded: cents('refunded'),
  unlinked: cents('unlinked'),
  posted: cents('posted'),
});

/** A purchase, and the book of a bookkeeper who sees it happen. */
export interface Purchase {
  readonly currency: string;
  readonly messages: readonly TestMessage[];
  readonly book: Book;
}

const cents = fc.integer({ min: 1, max: 50_000 });

const step = fc.record({
  kind: fc.constantFrom('clear', 'give back', 'release', 'refund', 'decline'),
  /** Tenths of the whole purchase, so that all of it is common, and more than that occurs. */
  tenths: fc.integer({ min: 1, max: 12 }),
});

/** Enters a reversal: of what is held, then, unless it is a release, of what was cleared. @returns its amounts. */
const giveBack = (
  book: Book,
  most: number,
  kind: 'give back' | 'release',
): { readonly back: number; readonly billed: number } => {
  const back = Math.min(most, book.held + (kind === 'release' ? 0 : book.cleared - book.reversed));
  const released = Math.min(back, book.held);
  book.released += released;
  book.held -= released;
  book.reversed += back - released;
  return { back, billed: kind === 'release' ? 0 : back };
};

/** Enters a credit of no purchase, and what follows from all entries. */
const close = (book: Book, credit: number): void => {
  if (book.authorized + book.cleared === 0) [book.unlinked, book.refunded] = [book.refunded, 0];
  book.unlinked += credit;
  const beyond = book.cleared - book.reversed - (book.authorized - book.released);
  book.overCleared = book.authorized > 0 ? Math.max(0, beyond) : 0;
  book.posted = book.refunded + book.unlinked + book.reversed - book.cleared;
};

/** Simulates a purchase: authorizations first, then the steps, a second apart. */
const purchase = (index: number): fc.Arbitrary<Purchase> =>
  fc
    .record({
      currency: fc.constantFrom('USD', 'GBP'),
      authorizations: fc.array(cents, { maxLength: 3 }),
      single: cents,
      steps: fc.array(step, { maxLength: 6 }),
      credit: fc.option(cents),
    })
    .map(({ currency, authorizations, single, steps, credit }) => {
      const book = bookOf(() => 0);
      const messages: TestMessage[] = [];
      const add = (
        type: TestMessage['type'],
        amount: number,
        more: Partial<TestMessage> = {},
      ): void => {
        const id = `p${index}_${messages.length}`;
        const common = { second: messages.length, lifecycle: `l${index}`, reference: `ref_${id}` };
        messages.push({ id, type, amount: amount / 100, currency, ...common, ...more });
      };
      for (const amount of authorizations) {
        add('AUTHORIZATION', -amount);
        book.authorized += amount;
        book.held += amount;
      }
      const names = messages.map(({ id }) => id);
      for (const { kind, tenths } of steps) {
        const amount = Math.ceil(((book.authorized || single) * tenths) / 10);
        if (kind === 'clear') {
          add('CLEARING', -amount, { names });
          book.cleared += amount;
          book.held = Math.max(0, book.held - amount);
        } else if (kind === 'give back' || kind === 'release') {
          const { back, billed } = giveBack(book, amount, kind);
          if (back > 0)
            add('REVERSAL', billed, { names, original: { amount: back / 100, currency } });
        } else if (kind === 'refund') {
          add('REFUND', amount);
          book.refunded += amount;
        } else add('AUTHORIZATION', -amount, { status: 'FAILED' });
      }
      if (credit !== null) add('ORIGINAL_CREDIT', credit);
      close(book, credit ?? 0);
      return { currency, messages, book };
    });

/** The purchases of a card. */
export const purchases: fc.Arbitrary<readonly Purchase[]> = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => purchase(index))));

const formats: readonly (readonly Format[])[] = [
  ['beta'],
  ['event', 'beta'],
  ['old', 'event', 'beta'],
  ['old'],
  ['current'],
  ['event'],
  ['old', 'current'],
  ['old', 'event'],
  ['current', 'event'],
  ['old', 'current', 'event'],
];

/** The webhooks of some messages: each in one or more formats, in any order, some repeated. */
export const deliveries = (messages: readonly TestMessage[]): fc.Arbitrary<readonly object[]> => {
  const length = { minLength: messages.length, maxLength: messages.length };
  return fc.array(fc.constantFrom(...formats), length).chain((chosen) => {
    const bodies = messages.flatMap((one, index) =>
      (chosen[index] ?? []).map((format) => webhookOf[format](one)),
    );
    return fc
      .tuple(fc.shuffledSubarray(bodies, { minLength: bodies.length }), fc.subarray(bodies))
      .map((parts) => parts.flat());
  });
};

const ids = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'];

/** Arbitrary messages: any type, status, currency, names and lifecycle. */
export const anyMessages: fc.Arbitrary<readonly TestMessage[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.constantFrom(...ids),
      type: fc.constantFrom<TestMessage['type']>(
        'AUTHORIZATION',
        'CLEARING',
        'REVERSAL',
        'REFUND',
        'ORIGINAL_CREDIT',
      ),
      amount: fc.constantFrom(-100, -60.5, -20, 0, 20, 60.5, 100),
      currency: fc.constantFrom('USD', 'GBP'),
      original: fc.record({
        amount: fc.constantFrom(-90, -30, 30, 90),
        currency: fc.constantFrom('EUR', 'USD'),
      }),
      second: fc.integer({ min: 0, max: 5 }),
      status: fc.constantFrom('APPROVED', 'FAILED', 'CLEARED', 'EXPIRED'),
      subtype: fc.constantFrom('EXPIRED_AUTHORIZATION', 'CLEARING_REVERSAL', 'VERIFICATION'),
      names: fc.subarray(ids),
      lifecycle: fc.constantFrom('l1', 'l2'),
      cardTransaction: fc.constantFrom('ct1', 'ct2'),
      reference: fc.constantFrom('ref_1', 'ref_2'),
    },
    { requiredKeys: ['id', 'type', 'amount'] },
  ),
  { selector: ({ id }) => id, maxLength: ids.length },
);

/** A purchase without refunds, which only a lifecycle could distinguish from unlinked credits. */
const spent = purchase(0).filter(({ book }) => book.refunded === 0 && book.unlinked === 0);

const everyFormat: readonly Format[] = ['page', 'old', 'current', 'event', 'beta', 'betaAlone'];

/** One purchase in any mixture of families: all its messages in each of them, in any order. */
export const mixtures = fc
  .tuple(
    spent,
    fc
      .subarray([...everyFormat], { minLength: 1 })
      .filter((all) => !(all.includes('beta') && all.includes('betaAlone'))),
  )
  .chain(([{ currency, messages, book }, chosen]) => {
    const bodies = chosen.flatMap((format) => messages.map((one) => webhookOf[format](one)));
    return fc.record({
      currency: fc.constant(currency),
      messages: fc.constant(messages),
      book: fc.constant(book),
      bodies: fc.shuffledSubarray(bodies, { minLength: bodies.length }),
    });
  });
