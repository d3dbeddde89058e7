import { accountsFamilies } from '../../../functions/accounts/project.ts';
import { project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const requirementsOf = (event: Uint8Array | object) =>
  project(accountsFamilies, event).facts.find(({ sk }) => sk === 'requirements');

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
    'of an earlier event stand after a sparse one: %j',
    (data) => {
      const event = { name: 'account.action_required', account_id: 'acct_a', data };
      expect(project(accountsFamilies, event).facts.map(({ sk }) => sk)).toEqual(['status']);
    },
  );

  it('are no names that only look like fields', () => {
    const data = { 'Alice Smith_required': { message: 'Hello' }, deadline_required: 'tomorrow' };
    const event = { name: 'account.action_required', account_id: 'acct_a', data };
    expect(requirementsOf(event)).toBeUndefined();
  });
});
