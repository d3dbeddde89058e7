import * as fc from 'fast-check';
import { versionOf } from '../../functions/shared/event/version.ts';
import type { Row } from '../../functions/shared/store/row.ts';

const second = (offset: number): string => `2026-03-01T10:00:0${offset}.000Z`;

const linkArbitrary = fc.constantFrom('intent#1', 'intent#2', undefined);

/** Rows of one key, few enough times, ranks and ids that ties of every kind are common. */
export const rowArbitrary: fc.Arbitrary<Row> = fc
  .record({
    at: fc.constantFrom(second(0), second(1), undefined),
    sentAt: fc.integer({ min: 1_772_359_200_000, max: 1_772_359_200_002 }),
    rank: fc.constantFrom(10, 20, 900),
    id: fc.constantFrom('evt_a', 'evt_b', 'evt_c'),
    body: fc.constantFrom('0', '1'),
    revision: fc.constantFrom(1, 2),
    links: fc.tuple(linkArbitrary, linkArbitrary),
  })
  .map(({ at, sentAt, rank, id, body, revision, links }) => {
    const digest = body.repeat(64);
    // What an event says follows from its body and the projection's revision alone, as in life.
    const variety = `${id}${body}${at ?? sentAt}${rank}${links}`;
    const link = links[revision - 1];
    const version = versionOf({ id: variety, digest, sentAt, createdAt: at, rank });
    return {
      pk: 'dispute#1',
      sk: 'dispute',
      version,
      revision,
      eventId: variety,
      eventName: 'payment_dispute.won',
      occurredAt: at,
      accountId: 'acct_1',
      orgId: undefined,
      link: { to: link, at: '-', version, revision },
      tiedWith: [],
      attributes: { status: `${rank}`, from: variety, projected_by: `${revision}` },
    };
  });

/** A row of an event of one minute, with or without a link. */
export const rowAt = (minute: number, to?: string): Row => {
  const [row] = fc.sample(rowArbitrary, 1);
  if (!row) throw new Error('no row');
  const version = versionOf({
    id: `evt_${minute}`,
    digest: 'd'.repeat(64),
    sentAt: Date.UTC(2026, 2, 1, 11),
    createdAt: new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString(),
    rank: 10,
  });
  const link = { to, at: '-', version, revision: 1 };
  return { ...row, version, revision: 1, eventId: `evt_${minute}`, tiedWith: [], link };
};
