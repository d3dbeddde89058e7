import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { dynamodbStore } from '../../../../functions/shared/store/dynamodb.ts';
import type { Row } from '../../../../functions/shared/store/row.ts';
import { stateItem } from '../../../../functions/shared/store/state-item.ts';
import { type Judgement, Refused, type Store } from '../../../../functions/shared/store/store.ts';
import { clientOf, conditionFailed, type WriteRequest } from '../../../support/tables.ts';

/* What the store for DynamoDB does with answers that no table gives at will. */

const row: Row = {
  pk: 'card#1',
  sk: 'card',
  version: '2026-03-01T10:00:00.000Z|2026-03-01T10:00:00.000Z|200|a|a',
  revision: 1,
  eventId: 'evt_1',
  eventName: 'issuing.card.active',
  occurredAt: '2026-03-01T10:00:00.000Z',
  accountId: undefined,
  orgId: undefined,
  link: undefined,
  tiedWith: [],
  attributes: {},
};

const judgement: Judgement = {
  id: 'evt_1',
  digest: 'ab'.repeat(32),
  domain: 'issuing',
  name: 'issuing.card.active',
  outcome: 'accepted',
  issues: [],
  object: 'card#1',
  occurredAt: row.occurredAt,
  version: row.version,
};

const storeThat = (answer: (request: WriteRequest) => void): Store =>
  dynamodbStore(
    clientOf(async (request) => answer(request)),
    { events: 'events', state: 'state' },
  );

const failure = (name: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name, $fault: 'client', $metadata: {} });

it('leaves a row to the queue that has changed whenever it looks', async () => {
  let requests = 0;
  const store = storeThat(() => {
    requests += 1;
    const standing = { ...row, eventId: `evt_0${requests}` };
    if (requests < 20) throw conditionFailed(toItem(stateItem(standing)));
  });
  const tied = { ...row, version: row.version.replace('200', '100') };
  await expect(store.apply(tied)).rejects.toThrow('keeps changing');
  expect(requests).toBe(9);
});

it('refuses what DynamoDB calls invalid, and says why', async () => {
  const cause = failure('ValidationException');
  const store = storeThat(() => {
    throw cause;
  });
  const refusal = new Refused('DynamoDB will not accept this item.');
  await expect(store.apply(row)).rejects.toEqual(refusal);
  await expect(store.apply(row)).rejects.toHaveProperty('cause', cause);
});

it.each<[string, (store: Store) => Promise<unknown>]>([
  ['apply', (store) => store.apply(row)],
  ['settle', (store) => store.settle(judgement, 'quarantined')],
  ['settle with its parts', (store) => store.settle({ ...judgement, expiresAt: 1 }, 'accepted')],
])('passes on what may pass to those who %s, so that the queue tries again', async (_, attempt) => {
  const busy = failure('ThrottlingException');
  let requests = 0;
  const store = storeThat(() => {
    requests += 1;
    if (requests === 1) throw busy;
  });
  await expect(attempt(store)).rejects.toBe(busy);
});

it('settles in one request what doesn’t expire', async () => {
  const requests: WriteRequest[] = [];
  const store = storeThat((request) => requests.push(request));
  await store.settle(judgement, 'quarantined');
  expect(requests).toHaveLength(1);
});
