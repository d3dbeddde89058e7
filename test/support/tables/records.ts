import * as fc from 'fast-check';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import { versionOf } from '../../../functions/shared/record/version.ts';

const second = (offset: number): string => `2026-03-01T10:00:0${offset}.000Z`;

const linkArbitrary = fc.constantFrom('intent#1', 'intent#2', undefined);

/** Whether an event states an attribute, and as what. */
const statedArbitrary = fc.constantFrom('a value', 'none', 'nothing');

const statedAs = (stated: string, value: string): string | null | undefined => {
  if (stated === 'none') return null;
  return stated === 'a value' ? value : undefined;
};

/** Records of one key, few enough times, ranks and ids that ties of every kind are common. */
export const recordArbitrary: fc.Arbitrary<DomainRecord> = fc
  .record({
    at: fc.constantFrom(second(0), second(1), undefined),
    sentAt: fc.integer({ min: 1_772_359_200_000, max: 1_772_359_200_002 }),
    receivedAt: fc.constantFrom(1_772_359_200_001, 1_772_359_201_000),
    progress: fc.constantFrom(second(0), undefined),
    rank: fc.constantFrom(10, 20, 900),
    count: fc.constantFrom('1', '200', undefined),
    apiVersion: fc.constantFrom('2019-09-09', '2026-08-21'),
    id: fc.constantFrom('evt_a', 'evt_b', 'evt_c'),
    body: fc.constantFrom('0', '1'),
    revision: fc.constantFrom(1, 2),
    links: fc.tuple(linkArbitrary, linkArbitrary),
    stated: fc.tuple(statedArbitrary, statedArbitrary),
  })
  .map(({ id, body, revision, links, stated, count, at, ...parts }) => {
    const digest = body.repeat(64);
    // The content of an event follows from its body and the projection's revision alone.
    const { sentAt, receivedAt, progress, rank, apiVersion } = parts;
    const place = at ?? Math.min(sentAt, receivedAt);
    const variety = `${id}${body}${place}${progress}${rank}${count}${apiVersion}${links}${stated}`;
    const link = links[revision - 1];
    const grown = [count === undefined ? undefined : { decimal: count }];
    const version = versionOf({ ...parts, id: variety, digest, createdAt: at, grown });
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
      attributes: {
        status: `${rank}`,
        from: variety,
        projected_by: `${revision}`,
        reason: statedAs(stated[0], `${variety} ${revision}`),
        amount: statedAs(stated[0], `${variety} ${revision}`),
        due: statedAs(stated[1], `${variety} ${revision}`),
      },
      carried: [],
      bound: ['reason'],
      fields: ['status', 'from', 'projected_by', 'reason', 'amount', 'due'],
    };
  });

/** A record of an event of one minute, with or without a link. */
export const recordAt = (minute: number, to?: string): DomainRecord => {
  const [row] = fc.sample(recordArbitrary, 1);
  if (!row) throw new Error('no record');
  const version = versionOf({
    id: `evt_${minute}`,
    digest: 'd'.repeat(64),
    sentAt: Date.UTC(2026, 2, 1, 11),
    receivedAt: Date.UTC(2026, 2, 1, 11),
    createdAt: new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString(),
    rank: 10,
  });
  const link = { to, at: '-', version, revision: 1 };
  return { ...row, version, revision: 1, eventId: `evt_${minute}`, tiedWith: [], link };
};
