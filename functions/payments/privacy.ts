import type { Privacy } from '../shared/domain.ts';

export const privacy: Privacy = {
  owners: {
    payment_intent: ['customer_id', 'customer'],
    payment_attempt: ['payment_intent_id'],
    payment_consent: ['customer_id'],
    payment_method: ['customer_id'],
    customer: [],
    refund: ['payment_intent_id'],
    payment_dispute: ['payment_intent_id', 'customer_id'],
    // One that anyone can pay belongs to none of its payers.
    payment_link: ['customer_id'],
  },
  privateNames:
    /^(client_secret|next_action|return_url|metadata|billing|shipping|address|customer|customer_name|(first|last)_name|email|phone_number|additional_info|device_data|order|fingerprint|bin|issuer_name|authentication_data|avs_.*|cvc_.*|cavv|xid|mandate|issuer_comment|issuer_documents|challenge_details|accept_details|wechatpay|customer_info|supporting_documents)$/,
  ordinary: /^(.{0,3}|CHARGEBACK|PRE_CHARGEBACK|MERCHANT)$/s,
  partOfOthers: true,
};
