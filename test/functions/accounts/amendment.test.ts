import { amendmentLifecycle } from '../../../functions/accounts/amendment.ts';
import { families } from '../../../functions/accounts/families.ts';
import { FINAL } from '../../../functions/shared/record/version.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

describe('an amendment', () => {
  it('is a record of its account, without what was to be changed', () => {
    const approved = project(families, sample('accounts', 'account_amendment.approved'));
    expect(approved).toMatchObject({
      object: 'account#acct_Kq3Active0Rz8VtLmN1bXc',
      updatedAt: undefined,
      rank: FINAL + 10,
      records: [
        {
          pk: 'account#acct_Kq3Active0Rz8VtLmN1bXc',
          sk: 'amendment#5b0e7c1a-93d4-4f86-8a2e-6d1f07c3b958',
          attributes: { id: '5b0e7c1a-93d4-4f86-8a2e-6d1f07c3b958', status: 'APPROVED' },
        },
      ],
    });
  });

  it('has the status of its event’s name where its body has none', () => {
    const [rejected] = project(families, sample('accounts', 'account_amendment.rejected')).records;
    expect(rejected?.attributes['status']).toBe('REJECTED');
  });

  it.each(['pending', 'PENDING', 'ON_HOLD'])(
    'has the status that its body states: %s',
    (status) => {
      const event = {
        name: 'account_amendment.updated',
        account_id: 'a',
        data: { id: 'b', status },
      };
      expect(project(families, event).records[0]?.attributes['status']).toBe(status.toUpperCase());
    },
  );

  it('is of the account that its body names where the envelope names none', () => {
    const event = { name: 'account_amendment.approved', data: { id: 'b', accountId: 'acct_a' } };
    expect(project(families, event).object).toBe('account#acct_a');
  });

  it('ends with a decision', () => {
    const { ranks } = amendmentLifecycle;
    expect(Object.keys(ranks).filter((status) => (ranks[status] ?? 0) >= FINAL)).toEqual([
      'REJECTED',
      'APPROVED',
    ]);
  });

  it('cannot be keyed without its account, nor without its id', () => {
    const name = 'account_amendment.approved';
    expect(interpret(families, { name, data: { id: 'b' } }).issues).toMatchObject([
      { path: 'account_id', expected: 'the account that the event is about' },
    ]);
    expect(interpret(families, { name, account_id: 'a', data: {} }).issues).toMatchObject([
      { path: 'data.id' },
    ]);
  });
});
