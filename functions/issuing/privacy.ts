import type { Privacy } from '../shared/domain.ts';

export const privacy: Privacy = {
  owners: {
    card: ['cardholder_id'],
    cardholder: [],
    transaction: ['card_id'],
    transaction_lifecycle: ['card_id'],
    card_transaction: ['card_id'],
    card_transaction_event: ['card_id'],
    transaction_dispute: ['transaction_id', 'card_transaction_event_id', 'card_transaction_data'],
  },
  privateNames:
    /(^(client_data|metadata|note|notes|otp|created_by|first_name|full_name|name_on_card|state|postcode)$|cardholder_first_name|individual|birth|identification|file_?id|evidence_files|address|email|mobile|contact|wallet_token|device|risk_details|passcode|activation_code|tracking|update_history)/i,
  // Times, the words of a status, a city and a country are in other fields too.
  ordinary: /^(\d{4}-\d\d-\d\dT.*|[A-Z_]{2,}|Melbourne|.{1,3})$/,
};
