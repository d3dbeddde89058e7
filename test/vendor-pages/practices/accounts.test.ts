import { like, useStage } from './stage.ts';

/*
 * What the vendor's page says about connected accounts, each sentence against the tables.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */

const stage = useStage();

const event = (title: string, account: string, fields = {}, envelope = {}): Buffer =>
  like(
    title,
    { id: `evt_${account}_${title}`, accountId: account, account_id: account, ...envelope },
    fields,
  );

const statusOf = async (account: string) =>
  (await stage.get('accounts', `account#${account}`, 'status'))?.['status'];

it('“Account is active” and “account verification unsuccessful” follow the name, since the page prints one body for both', async () => {
  await stage.send(event('account.active', 'acct_a1'), event('account.suspended', 'acct_a2'));
  expect(await statusOf('acct_a1')).toBe('ACTIVE');
  expect(await statusOf('acct_a2')).toBe('SUSPENDED');
});

it('“Account requires further action”: the requirements are open and named, with the endpoint to call', async () => {
  await stage.send(event('account.action_required', 'acct_a3'));
  expect(await stage.get('accounts', 'account#acct_a3', 'requirements')).toMatchObject({
    open: true,
    requirements: [
      {
        method: 'POST',
        endpoint: expect.stringContaining('/terms_and_conditions/agree'),
        message: expect.stringContaining('please agree to the terms and conditions'),
      },
    ],
  });
});

it('“To activate the account, please agree to the terms and conditions by calling the endpoint”: once active, nothing is open', async () => {
  await stage.send(
    event('account.action_required', 'acct_a4', {}, { created_at: '2026-01-01T00:00:00Z' }),
    event('account.active', 'acct_a4', {}, { created_at: '2026-01-02T00:00:00Z' }),
  );
  expect(await statusOf('acct_a4')).toBe('ACTIVE');
  expect(await stage.get('accounts', 'account#acct_a4', 'requirements')).toMatchObject({
    open: false,
    requirements: [],
  });
});

it('“Account is submitted”: an empty data states the status alone', async () => {
  await stage.send(event('account.submitted', 'acct_a5'));
  expect(await statusOf('acct_a5')).toBe('SUBMITTED');
});

it('“Account connected to another account”: one Query returns it among its platform’s accounts', async () => {
  await stage.send(
    event('account.connected', 'acct_platform', {
      connectedAccountId: 'acct_a6',
      platformAccountId: 'acct_platform',
    }),
  );
  expect(await stage.belongingTo('accounts', 'platform#acct_platform')).toMatchObject([
    {
      pk: 'account#acct_a6',
      connected_account_status: 'ACTIVE',
      platform_name: 'Wishcom Shanghai',
    },
  ]);
  expect(await statusOf('acct_a6')).toBeUndefined();
});

it('“data is the response body of Get account by ID”: the details of the business are kept, of the person nothing', async () => {
  await stage.send(event('account.active', 'acct_a7'));
  const details = await stage.get('accounts', 'account#acct_a7', 'details');
  expect(details).toMatchObject({
    account_details: {
      legal_entity_type: 'INDIVIDUAL',
      business_details: { business_name: 'Swift Concrete Pty Ltd', country_code: 'AU' },
    },
    account_usage: { expected_monthly_transaction_volume: { amount: { N: '50000' } } },
  });
  expect(JSON.stringify(details)).not.toMatch(/Alice|Smith|passport|Collins/i);
});
