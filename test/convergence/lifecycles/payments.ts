import { events, type Journey, journey } from './journey.ts';

const about = (id: string, fields: object = {}) => ({ object: { id, ...fields } });

const inStage = (stage: string, endings: string) =>
  events('payment_dispute', endings, about('dst_1', { stage }));

const intent = 'payment_intent#int_1 payment_intent';
const attempt = 'payment_attempt#att_1 payment_attempt';
const consent = 'payment_consent#cst_1 payment_consent';
const method = 'payment_method#mtd_1';
const dispute = 'payment_dispute#dst_1 payment_dispute';

export const paymentsJourneys: readonly Journey[] = [
  journey(
    'an intent sent back once and then paid',
    intent,
    events(
      'payment_intent',
      'created requires_customer_action requires_payment_method pending requires_capture succeeded',
      about('int_1'),
    ),
    { status: 'SUCCEEDED' },
  ),
  journey(
    'an intent that is back at REQUIRES_PAYMENT_METHOD',
    intent,
    events(
      'payment_intent',
      'created requires_customer_action pending_review requires_capture payment_failed',
      about('int_1'),
    ),
    { status: 'REQUIRES_PAYMENT_METHOD' },
    { status: 'REQUIRES_CAPTURE' },
  ),
  journey(
    'an intent cancelled',
    intent,
    events('payment_intent', 'created requires_capture cancelled', about('int_1')),
    { status: 'CANCELLED' },
  ),
  journey(
    'an attempt that is paid out',
    attempt,
    events(
      'payment_attempt',
      'received authentication_redirected pending_authorization authorized capture_requested settled paid',
      about('att_1'),
    ),
    { status: 'PAID' },
  ),
  journey(
    'an attempt that failed',
    attempt,
    events('payment_attempt', 'received authorized capture_failed', about('att_1')),
    { status: 'FAILED' },
  ),
  journey(
    'an attempt that expired',
    attempt,
    events('payment_attempt', 'received authentication_redirected expired', about('att_1')),
    { status: 'EXPIRED' },
  ),
  journey(
    'an attempt that was cancelled',
    attempt,
    events('payment_attempt', 'received authorized cancelled', about('att_1')),
    { status: 'CANCELLED' },
  ),
  journey(
    'a consent verified at the second try, paused and verified again',
    consent,
    events(
      'payment_consent',
      'created requires_customer_action verification_failed pending verified paused verified',
      about('cst_1'),
    ),
    { status: 'VERIFIED' },
    { status: 'PAUSED' },
  ),
  journey(
    'a consent that was disabled',
    consent,
    events('payment_consent', 'created verified paused disabled', about('cst_1')),
    { status: 'DISABLED' },
  ),
  journey(
    'a payment method',
    `${method} payment_method`,
    [
      ['payment_method.created', about('mtd_1', { status: 'CREATED' })],
      ['payment_method.updated', about('mtd_1', { status: 'CREATED' })],
      ['payment_method.disabled', about('mtd_1', { status: 'DISABLED' })],
    ],
    { status: 'DISABLED' },
  ),
  journey(
    'a payment method attached, detached and attached again',
    `${method} attachment`,
    events('payment_method', 'attached detached attached', about('mtd_1', { status: 'CREATED' })),
    { attached: true },
    { attached: false },
  ),
  journey(
    'a customer',
    'customer#cus_1 customer',
    [
      ['customer.created', about('cus_1', { business_name: 'Harbour' })],
      ['customer.updated', about('cus_1', { business_name: 'Harbour Lamps' })],
    ],
    { business_name: 'Harbour Lamps' },
  ),
  journey(
    'a refund, in both vocabularies',
    'refund#rfd_1 refund',
    events('refund', 'received processing accepted succeeded', about('rfd_1')),
    { status: 'SETTLED' },
  ),
  journey(
    'a refund that failed',
    'refund#rfd_1 refund',
    events('refund', 'received accepted failed', about('rfd_1')),
    { status: 'FAILED' },
  ),
  journey(
    'a dispute through its stages, the second of them won',
    dispute,
    [
      ...inStage('RFI', 'requires_response challenged'),
      ...inStage('CHARGEBACK', 'requires_response won'),
      ...inStage('PRE_ARBITRATION', 'requires_response'),
      ...inStage('ARBITRATION', 'requires_response lost'),
    ],
    { stage: 'ARBITRATION', status: 'LOST' },
  ),
  journey(
    'a dispute whose next stage goes back to REQUIRES_RESPONSE',
    dispute,
    [
      ...inStage('RFI', 'requires_response challenged pending_decision lost'),
      ...inStage('PRE_CHARGEBACK', 'requires_response'),
    ],
    { stage: 'PRE_CHARGEBACK', status: 'REQUIRES_RESPONSE' },
  ),
  journey(
    'a dispute within a stage, in both vocabularies',
    dispute,
    [
      ...inStage('DISPUTE', 'requires_response'),
      ...inStage('CHARGEBACK', 'challenged pending_decision pending_closure won'),
    ],
    { stage: 'CHARGEBACK', status: 'WON' },
  ),
  journey(
    'a reusable link, paid twice',
    'payment_link#lnk_1 payment_link',
    [
      ['payment_link.created', about('lnk_1')],
      ['payment_link.paid', about('lnk_1', { successful_payment_intent_count: 1 })],
      ['payment_link.paid', about('lnk_1', { successful_payment_intent_count: 2 })],
    ],
    { status: 'PAID', successful_payment_intent_count: { decimal: '2' } },
  ),
];
