import { accountLifecycle } from '../../../functions/accounts/account.ts';
import { families } from '../../../functions/accounts/families.ts';
import { FINAL } from '../../../functions/shared/record/version.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample, samplesOf } from '../../support/samples.ts';

const { ranks: accountRanks } = accountLifecycle;

const statusOf = (event: Uint8Array | object) =>
  project(families, event).records.find(({ sk }) => sk === 'status');

const samples = samplesOf('accounts');

describe('samples', () => {
  it.each(
    samples.filter(({ name }) => name.startsWith('account.') && name !== 'account.connected'),
  )('$file has its state from its name', ({ name, body }) => {
    const status = name.slice('account.'.length).toUpperCase();
    const { object, rank, records } = project(families, body);
    expect(records[0]).toEqual({ pk: object, sk: 'status', attributes: { status } });
    expect(rank).toBe(accountRanks[status]);
  });
});

describe('an account', () => {
  it('is the envelope’s account before the body’s, in either casing', () => {
    const data = { id: 'acct_body' };
    const name = 'account.submitted';
    expect(project(families, { name, accountId: 'acct_a', data }).object).toBe('account#acct_a');
    expect(project(families, { name, account_id: 'acct_a', data }).object).toBe('account#acct_a');
    expect(project(families, { name, account_id: null, data }).object).toBe('account#acct_body');
  });

  it.each([undefined, null, [], {}])('cannot be read from data %j alone', (data) => {
    expect(interpret(families, { name: 'account.active', data }).issues).toEqual([
      {
        path: 'account_id',
        expected: 'the account that the event is about',
        received: 'undefined',
      },
    ]);
  });

  it('has the status that the event’s name states, not its body', () => {
    const event = { name: 'account.suspended', account_id: 'acct_a', data: { status: 'ACTIVE' } };
    expect(statusOf(event)?.attributes).toEqual({ status: 'SUSPENDED' });
  });

  it('takes the body’s status where the name is none of its lifecycle', () => {
    const event = { name: 'account.reviewed', account_id: 'acct_a', data: { status: 'ON_HOLD' } };
    expect(statusOf(event)?.attributes).toEqual({ status: 'ON_HOLD' });
    expect(project(families, event).rank).toBe(500);
    const lower = { name: 'account.reviewed', account_id: 'acct_a', data: { status: 'active' } };
    expect(statusOf(lower)?.attributes).toEqual({ status: 'ACTIVE' });
    const silent = project(families, { name: 'account.updated', account_id: 'acct_a' });
    expect(silent).toMatchObject({ object: 'account#acct_a', rank: 0, records: [] });
  });

  it('ends a tie in the more restrictive status, and only CLOSED is terminal', () => {
    const order = Object.entries(accountRanks)
      .sort(([, a], [, b]) => a - b)
      .map(([status]) => status);
    expect(order.join(' < ')).toBe(
      'CREATED < SUBMITTED < ACTION_REQUIRED < ACTIVE < DORMANT < SUSPENDED < CLOSED',
    );
    expect(order.filter((status) => (accountRanks[status] ?? 0) >= FINAL)).toEqual(['CLOSED']);
  });
});

it('keeps no identifier that is an e-mail address', () => {
  const body = sample('accounts', 'account.active~individual');
  expect(body.toString()).toContain('"identifier":"odile.marchetti@mail.example"');
  const { records } = project(families, body);
  expect(JSON.stringify(records)).not.toContain('odile');
});
