/**
 * The vendor's models of the objects that events have, by family and place in the event. The package
 * has none of connections, of payment links, of connected accounts, of reissues and of card transactions
 * of the current API; no event is about its authorizations and digital wallet tokens. Requirements
 * of an account are read by any name.
 */
export const roots: Readonly<Record<string, { readonly [place: string]: readonly string[] }>> = {
  payment_intent: {
    'data.object': [
      'PaymentAcceptancePaymentIntentSingleResponse',
      'PaymentAcceptancePaymentIntentListResponse',
    ],
  },
  payment_attempt: {
    'data.object': ['PaymentAcceptancePaymentAttempt', 'PaymentAcceptancePaymentAttemptId'],
  },
  payment_consent: { 'data.object': ['PaymentAcceptancePaymentConsent'] },
  payment_method: { 'data.object': ['PaymentAcceptancePaymentMethod'] },
  customer: { 'data.object': ['PaymentAcceptanceCustomer'] },
  refund: { 'data.object': ['PaymentAcceptanceRefund'] },
  payment_dispute: { 'data.object': ['PaymentAcceptancePaymentDispute'] },
  account: { data: ['AccountResApiDto'] },
  account_capability: { data: ['AccountCapabilityResponse'] },
  account_amendment: { data: ['AmendmentResApiDto'] },
  'issuing.card': { data: ['IssuingNonPciCardDto', 'IssuingNonPciCardSummaryDto'] },
  'issuing.card.low_remaining_transaction_limit': {
    'data.transaction_limits': ['IssuingNonPciRemainingLimitsDto'],
  },
  'issuing.cardholder': { data: ['IssuingNonPciCardholderResponseDto'] },
  'issuing.transaction': { data: ['IssuingNonPciTransactionDTO'] },
  'issuing.transaction_lifecycle': { data: ['IssuingNonPciLifecycleDto'] },
  'issuing.transaction_lifecycle_event': { data: ['IssuingNonPciLifecycleEventDto'] },
  'issuing.transaction_dispute': { data: ['IssuingNonPciTransactionDisputeDto'] },
};
