import Big from 'big.js';
import * as fc from 'fast-check';
import { cardSpendOf } from '../../../../functions/issuing/ledger/card-spend.ts';
import { type Ledger, ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import {
  anyMessages,
  type Book,
  bookOf,
  deliveries,
  figureNames,
  mixtures,
  purchases,
} from './purchases.ts';
import { tableOf } from './table.ts';
import { type TestMessage, webhookOf } from './webhooks.ts';

/*
 * The ledger has only webhooks: in any order, repeated, of any API version, of either family or both.
 * Its figures must equal those of a bookkeeper who saw the purchases happen.
 */

const check = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void =>
  fc.assert(property, { numRuns: 200 });

const jsonOf = (bodies: Parameters<typeof tableOf>[0]): string =>
  JSON.stringify(cardSpendOf(tableOf(bodies)));

const sumOf = (books: readonly Book[]): Book =>
  bookOf((name) => books.reduce((total, book) => total + book[name], 0));

const inCents = (figures: Ledger['figures'], currency: string): Book => {
  const own = figures.find((one) => one.currency === currency);
  return bookOf((name) => (own ? Number(own[name]?.times(100) ?? Number.NaN) : 0));
};

const purchasesAndDeliveries = purchases.chain((all) => {
  const messages = all.flatMap((one) => one.messages);
  return fc.record({
    all: fc.constant(all),
    messages: fc.constant(messages),
    bodies: deliveries(messages),
  });
});

it('a card’s figures are those of the bookkeeper, in any order and format of the webhooks', () => {
  check(
    fc.property(purchasesAndDeliveries, ({ all, bodies }) => {
      const { figures } = ledgerOf(tableOf(bodies));
      for (const currency of ['USD', 'GBP']) {
        const books = all.filter((one) => one.currency === currency).map(({ book }) => book);
        expect(inCents(figures, currency)).toEqual(sumOf(books));
      }
    }),
  );
});

it('one purchase has the same figures in any mixture of families, in any order', () => {
  check(
    fc.property(mixtures, ({ currency, messages, book, bodies }) => {
      const { figures, groups } = ledgerOf(tableOf(bodies));
      expect(groups.flatMap((group) => group.messages)).toHaveLength(messages.length);
      expect(inCents(figures, currency)).toEqual(book);
    }),
  );
});

it('every group’s figures are those of its purchase', () => {
  check(
    fc.property(purchasesAndDeliveries, ({ all, bodies }) => {
      const { groups } = ledgerOf(tableOf(bodies));
      for (const [index, { currency, book }] of all.entries()) {
        const own = groups.filter(({ messages }) =>
          messages.some(({ ids }) => ids.some((id) => id.includes(`p${index}_`))),
        );
        expect(sumOf(own.map(({ figures }) => inCents(figures, currency)))).toEqual(book);
      }
    }),
  );
});

it('no message is counted twice: each is there once, with shares of no more than its amount', () => {
  check(
    fc.property(purchasesAndDeliveries, ({ messages, bodies }) => {
      const { groups } = ledgerOf(tableOf(bodies));
      const counted = groups.flatMap((group) => group.messages);
      expect(counted).toHaveLength(messages.length);
      const entries = groups.flatMap((group) => group.entries);
      for (const message of counted) {
        const shares = entries.filter((entry) => entry.message === message);
        const total = shares.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
        expect(total.toFixed()).toBe(
          message.kind === 'none' ? '0' : message.money?.amount.abs().toFixed(),
        );
      }
    }),
  );
});

const anyBodies = anyMessages.chain((messages) =>
  fc.record({ messages: fc.constant(messages), bodies: deliveries(messages) }),
);

it('the order and repetition of webhooks change no figure, for any messages', () => {
  check(
    fc.property(
      anyBodies.chain(({ bodies }) =>
        fc.tuple(
          fc.constant(bodies),
          fc.shuffledSubarray([...bodies], { minLength: bodies.length }),
        ),
      ),
      ([bodies, others]) => {
        expect(jsonOf(others)).toBe(jsonOf(bodies));
      },
    ),
  );
});

it('no held or over-cleared amount is negative, for any messages', () => {
  check(
    fc.property(anyBodies, ({ bodies }) => {
      const { groups, figures } = ledgerOf(tableOf(bodies));
      for (const one of [...figures, ...groups.flatMap((group) => group.figures)]) {
        expect(one.held === undefined || one.held.gte(0)).toBe(true);
        expect(one.overCleared === undefined || one.overCleared.gte(0)).toBe(true);
      }
    }),
  );
});

/** The change of a balance by messages, in the signs of Airwallex. */
const moved = (messages: readonly TestMessage[], currency: string): Big =>
  messages
    .filter((one) => one.status !== 'FAILED' && (one.currency ?? 'USD') === currency)
    .filter(({ type }) => type !== 'AUTHORIZATION' && type !== 'REVERSAL')
    .reduce((sum, { amount }) => sum.plus(amount), new Big(0));

it('posted is clearings, refunds and credits less reversed clearings, to the last digit', () => {
  check(
    fc.property(anyMessages, (messages) => {
      const { figures, groups } = ledgerOf(tableOf(messages.map(webhookOf.old)));
      for (const { currency, posted, reversed } of figures) {
        // A reversal that debits takes a credit back.
        const takenBack = groups
          .flatMap((group) => group.messages)
          .filter(({ kind, money }) => kind === 'refund' && money?.currency === currency)
          .filter(({ ids }) =>
            messages.some(
              ({ id, type }) => type === 'REVERSAL' && ids.includes(`transaction#${id}`),
            ),
          )
          .reduce((sum, { money }) => sum.plus(money?.amount ?? 0), new Big(0));
        expect(posted.toFixed()).toBe(
          moved(messages, currency).plus(reversed).plus(takenBack).toFixed(),
        );
      }
    }),
  );
});

it('figures of groups add up to those of the card', () => {
  check(
    fc.property(anyBodies, ({ bodies }) => {
      const { groups, figures } = ledgerOf(tableOf(bodies));
      for (const whole of figures)
        for (const name of figureNames) {
          const parts = groups.flatMap((group) =>
            group.figures.filter(({ currency }) => currency === whole.currency),
          );
          if (whole[name] === undefined)
            expect(parts.some((part) => part[name] === undefined)).toBe(true);
          else
            expect(whole[name].toFixed()).toBe(
              parts.reduce((sum, part) => sum.plus(part[name] ?? NaN), new Big(0)).toFixed(),
            );
        }
    }),
  );
});

it('a reversal that bills 0 never changes what is posted, wherever it comes', () => {
  const original = fc.record({
    amount: fc.constantFrom(-100, 20, 60.5, 100),
    currency: fc.constantFrom('USD', 'GBP'),
  });
  check(
    fc.property(anyMessages, original, fc.subarray(['m0', 'm1', 'm2']), (messages, one, names) => {
      const released: TestMessage = { id: 'r0', type: 'REVERSAL', amount: 0, original: one, names };
      const postedOf = (all: readonly TestMessage[]) =>
        ledgerOf(tableOf(all.map(webhookOf.old)))
          .figures.filter(({ posted }) => !posted.eq(0))
          .map(({ currency, posted }) => [currency, posted.toFixed()]);
      fc.pre(!messages.some(({ type }) => type === 'REVERSAL'));
      expect(postedOf([...messages, released])).toEqual(postedOf(messages));
    }),
  );
});
