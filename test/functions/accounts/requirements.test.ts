import { families } from '../../../functions/accounts/families.ts';
import { gatherRequirements } from '../../../functions/accounts/requirements.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const requirementsOf = (event: Uint8Array | object) =>
  project(families, event).records.find(({ sk }) => sk === 'requirements');

describe('requirements', () => {
  it('are open while action is required, without the person they are about', () => {
    expect(requirementsOf(sample('accounts', 'account.action_required'))?.attributes).toEqual({
      open: true,
      requirements: [
        {
          name: 'agreed_to_terms_and_conditions_required',
          endpoint: 'app/v1/accounts/acct_Kq6Action3Uc1YwOpQ4eAf/terms_and_conditions/agree',
          method: 'POST',
          message:
            'The account has passed review. Agree to the terms and conditions to activate it.',
        },
        { name: 'primary_identification_required', message: 'The document has expired' },
        { name: 'primary_identification_required', message: 'The document cannot be read' },
      ],
    });
  });

  it('are found in a whole account too', () => {
    expect(
      requirementsOf(sample('accounts', 'account.action_required~account'))?.attributes,
    ).toEqual({
      open: true,
      requirements: [
        { name: 'photo_file_id_required', message: 'Identity verification failed' },
        { name: 'secondary_identification_required', message: 'The document is missing a page' },
      ],
    });
  });

  it('are closed by any other status, even one whose body repeats them', () => {
    for (const file of ['account.active', 'account.submitted', 'account.closed'])
      expect(requirementsOf(sample('accounts', file))?.attributes).toEqual({
        open: false,
        requirements: [],
      });
  });

  it.each([{}, [], null, { requirements: {} }, { requirements: { photo_required: null } }])(
    'are open and unknown while action is required and none is named: %j',
    (data) => {
      const event = { name: 'account.action_required', account_id: 'acct_a', data };
      expect(project(families, event).records).toEqual([
        { pk: 'account#acct_a', sk: 'status', attributes: { status: 'ACTION_REQUIRED' } },
        {
          pk: 'account#acct_a',
          sk: 'requirements',
          bound: 'all',
          attributes: { open: true },
        },
      ]);
    },
  );

  it('are kept apart as those named last, until none is open', () => {
    const lastNamed = (name: string, data: object) =>
      project(families, { name, account_id: 'acct_a', data }).records.find(
        ({ sk }) => sk === 'named_requirements',
      )?.attributes['requirements'];
    const data = { photo_required: { message: 'Too dark' } };
    expect(lastNamed('account.action_required', data)).toEqual([
      { name: 'photo_required', message: 'Too dark' },
    ]);
    expect(lastNamed('account.action_required', {})).toBeUndefined();
    expect(lastNamed('account.active', data)).toEqual([]);
  });

  it('may have any name where they are among themselves', () => {
    const requirements = { business_license: { message: 'Expired' }, note: 'as soon as possible' };
    const event = { name: 'account.action_required', account_id: 'a', data: { requirements } };
    expect(requirementsOf(event)?.attributes['requirements']).toEqual([
      { name: 'business_license', message: 'Expired' },
    ]);
  });

  it('are no names that only look like fields', () => {
    const data = { 'Alice Smith_required': { message: 'Hello' }, deadline_required: 'tomorrow' };
    const event = { name: 'account.action_required', account_id: 'acct_a', data };
    expect(requirementsOf(event)?.attributes).toEqual({ open: true });
  });
});

describe('requirements of another shape', () => {
  const issuesOf = (data: unknown) =>
    interpret(families, { name: 'account.action_required', account_id: 'acct_a', data }).issues;

  it.each(['soon', 5])('%j are said to be none', (requirements) => {
    expect(issuesOf({ requirements })).toMatchObject([{ path: 'data.requirements' }]);
  });

  it('are said to be one or a list', () => {
    expect(issuesOf({ requirements: { a_required: 5 } })).toEqual([
      {
        path: 'data.requirements.a_required',
        expected: 'a requirement or a list of them',
        received: 'number',
      },
    ]);
  });

  it('are nothing that is among them and is none', () => {
    const requirements = { a_required: { message: 'Upload it' }, remark: 'soon', count: 2 };
    expect(issuesOf({ requirements })).toBeUndefined();
    expect(
      requirementsOf({ name: 'account.action_required', account_id: 'a', data: { requirements } })
        ?.attributes['requirements'],
    ).toEqual([{ name: 'a_required', message: 'Upload it' }]);
  });

  it('have the code of what is wrong, and nothing of the person', () => {
    const refused = { error_code: 'EXPIRED_DOCUMENT', message: 'It has expired', last_name: 'Doe' };
    const requirements = {
      id_required: [refused, { errorCode: 'BLURRY_IMAGE', front_file_id: 'f' }],
    };
    const event = { name: 'account.action_required', account_id: 'a', data: { requirements } };
    expect(requirementsOf(event)?.attributes['requirements']).toEqual([
      { name: 'id_required', error_code: 'EXPIRED_DOCUMENT', message: 'It has expired' },
      { name: 'id_required', error_code: 'BLURRY_IMAGE' },
    ]);
  });

  it.each([
    ['other', [{ message: 'What is the account for?' }]],
    ['other', [{ error_code: 'OTHER' }]],
    ['business_extract', { errorCode: 'OTHER' }],
  ])('can be the data itself under any name: %s %j', (name, stated) => {
    const event = { name: 'account.action_required', account_id: 'a', data: { [name]: stated } };
    expect(requirementsOf(event)?.attributes['requirements']).toMatchObject([{ name }]);
  });

  it('have a number where a text is meant as text', () => {
    const requirements = { a_required: [{ message: 404, method: 5 }] };
    const event = { name: 'account.action_required', account_id: 'a', data: { requirements } };
    expect(requirementsOf(event)?.attributes['requirements']).toEqual([
      { name: 'a_required', message: '404', method: '5' },
    ]);
  });

  it('are not kept under a name that is none', () => {
    const requirements = { 'a b': {}, a_required: {}, [`a${'_'.repeat(100)}`]: {} };
    expect(
      requirementsOf({ name: 'account.action_required', account_id: 'a', data: { requirements } })
        ?.attributes,
    ).toEqual({ open: true, requirements: [{ name: 'a_required' }] });
  });
});

it('are nothing that a body gives an object as its prototype', () => {
  const stated = '{"message":"x","a_required":{"message":"x"}}';
  for (const data of [
    `{"__proto__":${stated}}`,
    `{"requirements":{"__proto__":${stated}}}`,
    `{"b_required":{"message":"y"},"__proto__":${stated}}`,
  ]) {
    const body = `{"name":"account.action_required","account_id":"a","data":${data}}`;
    expect(JSON.stringify(requirementsOf(Buffer.from(body)))).not.toContain('"x"');
  }
});

describe('gatherRequirements', () => {
  it('takes what is required out of the rest', () => {
    expect(
      gatherRequirements({
        id: 'a',
        b_required: {},
        cRequired: [],
        d_required: 'yes',
        required: {},
      }),
    ).toEqual({
      id: 'a',
      requirements: { b_required: {}, cRequired: [] },
      d_required: 'yes',
      required: {},
    });
  });

  it.each([
    ['text'],
    [5],
    [null],
    [undefined],
    [{ id: 'a' }],
    [{ a_required_by: {} }],
    [{ other: [] }],
    [{ other: ['message'] }],
    [{ requirements: { a_required: {} }, b_required: {} }],
  ])('leaves %j alone', (data) => {
    expect(gatherRequirements(data)).toBe(data);
  });
});
