import { capabilityLifecycle } from '../../../functions/accounts/capability.ts';
import { families } from '../../../functions/accounts/families.ts';
import { FINAL } from '../../../functions/shared/record/version.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const { ranks: capabilityRanks } = capabilityLifecycle;

const active = 'account#acct_Kq3Active0Rz8VtLmN1bXc';
const platform = 'platform#acct_Yp0xPlatform7Hn2QmWzA9';

describe('account.connected', () => {
  it('relates the connected account, not the envelope’s, to the platform', () => {
    expect(project(families, sample('accounts', 'account.connected'))).toMatchObject({
      object: active,
      records: [
        {
          pk: active,
          sk: platform,
          related: { to: platform, at: '2025-11-03T01:12:45.000Z' },
          about: { accountId: 'acct_Kq3Active0Rz8VtLmN1bXc' },
          attributes: {
            connected_account_id: 'acct_Kq3Active0Rz8VtLmN1bXc',
            connected_account_identifier: 'merchant-20417',
            connected_account_status: 'CREATED',
            platform_account_id: 'acct_Yp0xPlatform7Hn2QmWzA9',
            platform_name: 'Trade Depot Platform',
            created_at: '2025-11-03T01:12:45.000Z',
          },
        },
      ],
    });
  });

  it('takes the envelope’s account for the platform where the body has none', () => {
    const data = { connected_account_id: 'acct_c' };
    const event = { name: 'account.connected', account_id: 'acct_p', data };
    expect(project(families, event).records[0]).toMatchObject({
      pk: 'account#acct_c',
      sk: 'platform#acct_p',
    });
  });

  it('needs both accounts', () => {
    expect(interpret(families, { name: 'account.connected', account_id: 'acct_p' }).issues).toEqual(
      [
        {
          path: 'data.connected_account_id',
          expected: '"connected_account_id"',
          received: 'undefined',
        },
      ],
    );
    const data = { connectedAccountId: 'acct_c' };
    expect(interpret(families, { name: 'account.connected', data }).issues).toMatchObject([
      {
        path: 'data.platform_account_id',
        expected: 'the platform that the account was connected to',
        received: 'undefined',
      },
    ]);
  });
});

describe('a capability', () => {
  it('belongs to its account', () => {
    expect(project(families, sample('accounts', 'account_capability.disabled'))).toMatchObject({
      object: active,
      updatedAt: '2026-02-03T04:30:10.000Z',
      rank: 600,
      records: [
        {
          pk: active,
          sk: 'capability#payments_klarna',
          attributes: {
            id: 'payments_klarna',
            status: 'DISABLED',
            entity_type: 'BUSINESS',
            details: { reason_codes: ['website_not_accessible', 'prohibited_goods'] },
            updated_at: '2026-02-03T04:30:10.000Z',
          },
        },
      ],
    });
  });

  it('takes its status from the name where the body has none', () => {
    const pending = project(families, sample('accounts', 'account_capability.pending')).records[0];
    expect(pending?.attributes).toMatchObject({ status: 'PENDING', entity_type: 'BUSINESS' });
  });

  it('ends a tie in the more restrictive decision, and none is terminal', () => {
    const order = Object.entries(capabilityRanks).sort(([, a], [, b]) => a - b);
    expect(order.map(([status]) => status)).toEqual(['PENDING', 'ENABLED', 'DISABLED']);
    expect(Math.max(...Object.values(capabilityRanks))).toBeLessThan(FINAL);
  });

  it('cannot be keyed without its account, nor without its name', () => {
    const name = 'account_capability.enabled';
    expect(interpret(families, { name, data: { id: 'payments_visa' } }).issues).toMatchObject([
      { path: 'account_id' },
    ]);
    expect(interpret(families, { name, account_id: 'acct_a', data: {} }).issues).toMatchObject([
      { path: 'data.id' },
    ]);
  });
});
