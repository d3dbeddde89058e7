import { idOf, text, texts, time, word } from '../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../shared/interface/definition.ts';

const account_id = idOf('account', 'The account.');
const org_id = idOf('org', 'The organisation.');
const app_id = idOf('app', 'The app; absent where no event names it.');
const connection_id = text('Airwallex’s id of the connection, where an event names it.');

const state = {
  status: word(
    ['CONNECTED', 'DISCONNECTED'],
    'Airwallex reports that a connection is lost; that there is one again, the application does.',
  ),
  since: time('When the event that set the status states that it happened.'),
  connection_id,
  app_id,
  reason: text('Why it was lost, such as `user_initiated`.'),
  disconnected_at: time('When it was last lost.'),
  connected_at: time('When the application last reported that there is a connection.'),
};

/** Every kind of record in the table of connections. */
export const records: RecordDefinitions = {
  account_connection: record({
    pk: 'account#<account_id>',
    sk: 'connection#<app_id>',
    timeline: 'app',
    meaning:
      'Whether there is a connection between an account and an app. Where no event names the app, the key has the id of the connection in its place.',
    always: ['status', 'account_id'],
    attributes: {
      ...state,
      account_id,
      org_id: idOf('org', 'The organisation that the event names beside the account.'),
      authorized_scopes: texts('What the app was allowed.'),
    },
  }),
  org_connection: record({
    pk: 'org#<org_id>',
    sk: 'connection#<app_id>',
    timeline: 'app',
    meaning: 'Whether there is a connection between an organisation and an app.',
    always: ['status', 'org_id'],
    attributes: { ...state, org_id },
  }),
  connection: record({
    pk: 'connection#<connection_id>',
    sk: 'connection',
    meaning: 'Which account and app a connection is of, found by its own id.',
    always: ['connection_id', 'account_id'],
    attributes: { connection_id, account_id, app_id },
  }),
};
