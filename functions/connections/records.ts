import { idOf, text, texts, time, word } from '../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../shared/interface/definition.ts';

const status = word(['DISCONNECTED'], 'That there was a disconnection.');
const disconnected_at = time('When the event states that it was disconnected.');
const app_id = idOf('app', 'The partner’s app.');

const connected = {
  status,
  connection_id: text('The id of the connection.'),
  account_id: idOf('account', 'The account.'),
  app_id,
  authorized_scopes: texts('What the app was allowed.'),
  disconnected_at,
};

/** Every kind of record in the table of connections. */
export const records: RecordDefinitions = {
  account_connection: record({
    pk: 'account#<account_id>',
    sk: 'connection#<app_id>',
    timeline: 'app',
    meaning: 'An account’s connection to an app.',
    always: ['status', 'account_id'],
    attributes: connected,
  }),
  connection: record({
    pk: 'connection#<connection_id>',
    sk: 'connection',
    meaning: 'The same, found by the id of the connection.',
    always: ['status', 'account_id'],
    attributes: connected,
  }),
  account_partner_connection: record({
    pk: 'account#<account_id>',
    sk: 'partner_connection#<app_id>',
    timeline: 'app',
    meaning: 'An account’s connection to a partner’s app.',
    always: ['status'],
    attributes: {
      status,
      app_id,
      org_id: idOf('org', 'The organisation.'),
      reason: text('Why.'),
      disconnected_at,
    },
  }),
  org_partner_connection: record({
    pk: 'org#<org_id>',
    sk: 'partner_connection#<app_id>',
    timeline: 'app',
    meaning: 'An organisation’s connection to a partner’s app.',
    always: ['status'],
    attributes: {
      status,
      app_id,
      org_id: idOf('org', 'The organisation.'),
      reason: text('Why.'),
      disconnected_at,
    },
  }),
};
