import { families } from '../../../functions/accounts/families.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const detailsOf = (event: Uint8Array | object) =>
  project(families, event).records.find(({ sk }) => sk === 'details');

describe('details', () => {
  it('describe the business in current field names', () => {
    expect(detailsOf(sample('accounts', 'account.active'))).toEqual({
      pk: 'account#acct_Kq3Active0Rz8VtLmN1bXc',
      sk: 'details',
      besideStatus: true,
      attributes: {
        identifier: 'merchant-20417',
        created_at: '2025-11-03T01:12:44.000Z',
        account_details: {
          legal_entity_type: 'BUSINESS',
          business_details: {
            business_name: 'Harbour Concrete Pty Ltd',
            business_name_english: 'Harbour Concrete Pty Ltd',
            business_structure: 'COMPANY',
            country_code: 'AU',
            industry_category: 'Construction',
            industry_category_level3: 'Concreting services',
            industry_sub_category: 'Building trades',
            operating_country: ['AU', 'NZ'],
          },
        },
        account_usage: {
          card_usage: ['ONLINE_PURCHASING'],
          collection_country_codes: ['AU', 'US'],
          collection_from: ['Marketplaces'],
          expected_monthly_transaction_volume: { amount: { decimal: '50000.5' } },
          payout_country_codes: ['HK'],
          payout_to: ['Suppliers'],
        },
      },
    });
  });

  it('come in one shape from either casing', () => {
    const of = (data: object) => detailsOf({ name: 'account.active', account_id: 'acct_a', data });
    expect(
      of({
        accountDetails: { legalEntityType: 'BUSINESS', businessDetails: { businessName: 'A' } },
        accountUsage: { payoutTo: 'Suppliers' },
      }),
    ).toEqual(
      of({
        account_details: {
          legal_entity_type: 'BUSINESS',
          business_details: { business_name: 'A' },
        },
        account_usage: { payout_to: ['Suppliers'] },
      }),
    );
  });

  it.each([{}, { account_details: null }, { account_details: [] }, { accountDetails: {} }])(
    'stay as they were after %j',
    (data) => {
      const event = { name: 'account.active', account_id: 'acct_a', data };
      expect(detailsOf(event)).toBeUndefined();
    },
  );

  it('are read without an identifier, and without one that is an e-mail address', () => {
    for (const identifier of ['', null, 'owner@example.com'])
      expect(
        detailsOf({
          name: 'account.active',
          account_id: 'acct_a',
          data: { identifier, account_details: { legal_entity_type: 'BUSINESS' } },
        })?.attributes['identifier'],
      ).toBeUndefined();
  });

  it('report what a country is where one cannot be read', () => {
    const account_details = { business_details: { operating_country: true } };
    const event = { name: 'account.active', account_id: 'acct_a', data: { account_details } };
    expect(interpret(families, event).issues).toEqual([
      {
        path: 'data.account_details.business_details.operating_country',
        expected: 'a text or a list of texts',
        received: 'boolean',
      },
    ]);
  });

  it('keep an expected volume to its last digit', () => {
    const volume = '{"amount":12345678901234567890.12,"currency":"USD"}';
    const body = `{"name":"account.active","account_id":"acct_a","data":{"account_details":{"legal_entity_type":"BUSINESS"},"account_usage":{"expected_monthly_transaction_volume":${volume}}}}`;
    expect(detailsOf(Buffer.from(body))?.attributes).toMatchObject({
      account_usage: {
        expected_monthly_transaction_volume: { amount: { decimal: '12345678901234567890.12' } },
      },
    });
  });

  it('keep the digits of texts that come as numbers', () => {
    const business_details = { industry_category_code: 5734, operating_country: [36, 'NZ'] };
    const data = { account_details: { business_details }, account_usage: { payout_to: 5 } };
    const event = { name: 'account.active', account_id: 'acct_a', data };
    expect(detailsOf(event)?.attributes).toMatchObject({
      account_details: {
        business_details: { industry_category_code: '5734', operating_country: ['36', 'NZ'] },
      },
      account_usage: { payout_to: ['5'] },
    });
  });

  describe('have what the account is used for', () => {
    const usageOf = (data: object) =>
      detailsOf({ name: 'account.active', account_id: 'acct_a', data })?.attributes;
    const usage = { product_reference: ['CREATE_CARD'], card_usage: 'TRAVEL_TRANSPORT' };
    const read = { product_reference: ['CREATE_CARD'], card_usage: ['TRAVEL_TRANSPORT'] };

    it.each(['business_details', 'individual_details'])('where %s have it', (place) => {
      const account_details = { legal_entity_type: 'BUSINESS', [place]: { account_usage: usage } };
      const attributes = usageOf({ account_details });
      expect(attributes).toMatchObject({ account_usage: read });
      expect(JSON.stringify(attributes?.['account_details'])).not.toContain('CREATE_CARD');
    });

    it('in camelCase too, with the revenue of a business', () => {
      const estimatedMonthlyRevenue = { amount: '250000.50', currency: 'SGD' };
      const businessDetails = { businessName: 'A', accountUsage: { estimatedMonthlyRevenue } };
      expect(usageOf({ accountDetails: { businessDetails } })).toMatchObject({
        account_details: { business_details: { business_name: 'A' } },
        account_usage: {
          estimated_monthly_revenue: { amount: { decimal: '250000.5' }, currency: 'SGD' },
        },
      });
    });

    it('at the top before anywhere else', () => {
      const inside = { account_usage: { product_reference: ['OTHERS'] } };
      const account_details = { business_details: inside, individual_details: inside };
      expect(usageOf({ account_details, account_usage: usage })).toMatchObject({
        account_usage: read,
      });
    });

    it.each([[[{ first_name: 'sentinel' }]], ['sentinel'], [null]])(
      'and are read where there is no one person: %j',
      (individual_details) => {
        const account_details = { legal_entity_type: 'BUSINESS', individual_details };
        const attributes = usageOf({ account_details });
        expect(attributes).toMatchObject({ account_details: { legal_entity_type: 'BUSINESS' } });
        expect(JSON.stringify(attributes)).not.toContain('sentinel');
      },
    );

    it('and nothing else of the person', () => {
      const person = Object.fromEntries(
        ['first_name', 'employer', 'person_id', 'occupation', 'userIdOnPlatform', 'note'].map(
          (field) => [field, `sentinel ${field}`],
        ),
      );
      const individual_details = { ...person, account_usage: usage };
      expect(JSON.stringify(usageOf({ account_details: { individual_details } }))).not.toContain(
        'sentinel',
      );
    });
  });
});
