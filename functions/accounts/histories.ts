import {
  type Course,
  eventAt,
  inCasingOf,
  type ObjectHistory,
  START,
} from '../shared/histories.ts';

/* Accounts of one platform, in review, and what they may do. */

const requirement = { message: 'The document cannot be read', endpoint: 'app/v1', method: 'POST' };

const review = (account: string): Course => ({
  first: 'submitted',
  next: {
    submitted: ['action_required', 'active', 'closed'],
    action_required: ['submitted', 'closed'],
    active: ['action_required', 'suspended', 'dormant', 'closed'],
    suspended: ['active', 'closed'],
    dormant: ['active', 'closed'],
  },
  most: 9,
  events: (step) => [
    eventAt(`evt_${account}_${step.index}`, step, ({ version, sparse, updated }) => ({
      name: `account.${step.state}`,
      account,
      data: inCasingOf(version, {
        updated_at: updated,
        ...(step.state === 'action_required' &&
          !sparse && { requirements: { primary_identification_required: requirement } }),
        // Bodies with neither id nor status are usual.
        ...(!sparse && {
          id: account,
          status: step.state.toUpperCase(),
          account_details: {
            legal_entity_type: 'BUSINESS',
            business_details: { business_name: `Harbour Lamps ${step.index}` },
          },
        }),
      }),
    })),
  ],
});

const capability = (account: string, name: string): Course => ({
  first: 'pending',
  next: { pending: ['enabled', 'disabled'], enabled: ['disabled'], disabled: ['enabled'] },
  most: 4,
  events: (step) => [
    eventAt(`evt_${account}_${name}_${step.index}`, step, ({ version, sparse, updated }) => ({
      name: `account_capability.${step.state}`,
      account,
      data: inCasingOf(version, {
        id: name,
        entity_type: 'BUSINESS',
        updated_at: updated,
        ...(!sparse && { status: step.state.toUpperCase() }),
      }),
    })),
  ],
});

const amendment = (account: string): Course => ({
  first: 'pending',
  next: { pending: ['approved', 'rejected'] },
  most: 2,
  events: (step) => [
    eventAt(`evt_${account}_amendment_${step.index}`, step, ({ version, sparse }) => ({
      name: `account_amendment.${step.state}`,
      account,
      data: inCasingOf(version, {
        id: 'amd_1',
        target: 'primary_contact',
        ...(!sparse && { status: step.state.toUpperCase() }),
      }),
    })),
  ],
});

const connected = (account: string): Course => ({
  first: 'connected',
  next: { connected: ['connected'] },
  most: 2,
  events: (step) => [
    eventAt(`evt_${account}_connected_${step.index}`, step, ({ version, time }) => ({
      name: 'account.connected',
      account: 'acct_platform',
      data: inCasingOf(version, {
        connected_account_id: account,
        platform_account_id: 'acct_platform',
        platform_name: `Platform ${step.index}`,
        created_at: time(START),
      }),
    })),
  ],
});

export const histories: readonly ObjectHistory[] = [
  {
    title: 'accounts in review',
    courses: [
      review('acct_1'),
      review('acct_2'),
      capability('acct_1', 'payments_visa'),
      capability('acct_2', 'payments_visa'),
      amendment('acct_1'),
      connected('acct_1'),
    ],
  },
];
