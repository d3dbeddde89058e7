import {
  flag,
  group,
  groups,
  idOf,
  text,
  texts,
  time,
  word,
} from '../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../shared/interface/definition.ts';
import { details } from './records/details.ts';

const statuses = [
  ...['CREATED', 'SUBMITTED', 'ACTION_REQUIRED', 'ACTIVE', 'DORMANT', 'SUSPENDED', 'CLOSED'],
];

const requirements = (meaning: string) =>
  groups(meaning, {
    name: text('What is required, such as `primary_identification_required`.'),
    message: text('What is wrong, in a sentence.'),
    endpoint: text('Where in Airwallex’s API to provide it.'),
    method: text('The HTTP method of that endpoint.'),
    error_code: text('What is wrong, as a code.'),
  });

/** Every kind of record in the table of accounts. */
export const records: RecordDefinitions = {
  account_status: record({
    pk: 'account#<account_id>',
    sk: 'status',
    meaning: 'The status of an account.',
    always: ['status'],
    attributes: { status: word(statuses, 'CLOSED is terminal.') },
  }),
  account_requirements: record({
    pk: 'account#<account_id>',
    sk: 'requirements',
    meaning: 'Whether the account has to bring something, which always agrees with its status.',
    always: ['open'],
    attributes: {
      open: flag('True while the status is ACTION_REQUIRED.'),
      requirements: requirements(
        'What it has to bring; absent where the event that opened them names none.',
      ),
    },
  }),
  account_named_requirements: record({
    pk: 'account#<account_id>',
    sk: 'named_requirements',
    meaning: 'The requirements that were named last; an empty list once none is open.',
    always: ['requirements'],
    attributes: { requirements: requirements('What the account has to bring.') },
  }),
  account_details: details,
  account_platform: record({
    pk: 'account#<account_id>',
    sk: 'platform#<platform_account_id>',
    timeline: 'platform',
    meaning: 'That an account is connected to a platform.',
    always: ['connected_account_id', 'platform_account_id'],
    attributes: {
      connected_account_id: idOf('account', 'The connected account.'),
      connected_account_identifier: text(
        'The platform’s own identifier of the account; absent where it contains an `@`.',
      ),
      connected_account_status: word(statuses, 'The account’s status when it was connected.'),
      platform_account_id: idOf('account', 'The platform’s account.'),
      platform_name: text('The platform’s name.'),
      created_at: time('When the account was connected.'),
    },
  }),
  account_capability: record({
    pk: 'account#<account_id>',
    sk: 'capability#<capability>',
    meaning: 'Whether an account has a capability.',
    always: ['id'],
    attributes: {
      id: text('The capability, such as `payments_visa`.'),
      status: word(['PENDING', 'ENABLED', 'DISABLED'], 'None is terminal.'),
      entity_type: text('What kind of entity it is for.'),
      details: group('Why it is so.', {
        reason_codes: texts('The reasons, as codes.'),
        mcc: text('The merchant category code that was assigned.'),
        mcc_candidates: texts('Merchant category codes that are considered.'),
      }),
      updated_at: time('When it last changed.'),
    },
  }),
  account_amendment: record({
    pk: 'account#<account_id>',
    sk: 'amendment#<amendment_id>',
    meaning: 'One change of an account’s details that Airwallex reviews.',
    always: ['id'],
    attributes: {
      id: text('Airwallex’s id of the amendment.'),
      status: word(['PENDING', 'REJECTED', 'APPROVED'], 'REJECTED and APPROVED are terminal.'),
      created_at: time('When it was requested.'),
      updated_at: time('When it last changed.'),
    },
  }),
};
