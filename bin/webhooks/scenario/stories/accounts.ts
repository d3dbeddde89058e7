import type { Pen } from '../pen.ts';
import { DAY, type ExpectedRow, HOUR, MINUTE, type Story, type Told } from '../story.ts';

const VISA = 'payments_visa';

/** An account that a platform has connected. */
const accountOf = (pen: Pen) => {
  const id = pen.account('connected');
  const identifier = `merchant-${pen.id('merchant').slice(-5)}`;
  const told = (sample: string, after: number, data: object, name?: string): Told => ({
    sample,
    after,
    account: id,
    envelope: { sourceId: id },
    data,
    ...(name === undefined ? {} : { name }),
  });
  return {
    id,
    identifier,
    told,
    capability: (ending: string, after: number, data: object): Told =>
      told(`account_capability.${ending}`, after, { id: VISA, ...data }),
    row: (sk: string, attributes: ExpectedRow['attributes']): ExpectedRow => ({
      domain: 'accounts',
      pk: `account#${id}`,
      sk,
      attributes,
    }),
  };
};

/** Connected accounts on their way, and in trouble. */
export const accountStories: readonly Story[] = [
  {
    name: 'onboarding',
    about: 'A connected account submits, is asked for more, submits again and becomes active.',
    version: '2023-10-01',
    lasts: DAY + HOUR,
    tell: (pen) => {
      const { id, identifier, told, capability, row } = accountOf(pen);
      const platform = pen.account('platform');
      return {
        events: [
          {
            sample: 'account.connected',
            after: 0,
            account: platform,
            data: {
              connectedAccountId: id,
              connectedAccountIdentifier: identifier,
              platformAccountId: platform,
              createdAt: pen.time(0),
            },
          },
          told('account.submitted', 2 * MINUTE, {}),
          told('account.action_required', HOUR, {
            agreedToTermsAndConditionsRequired: {
              endpoint: `app/v1/accounts/${id}/terms_and_conditions/agree`,
            },
          }),
          told('account.submitted', 5 * HOUR, {}),
          told('account.active', DAY, {
            id,
            identifier,
            createdAt: pen.time(0),
            requirements: null,
          }),
          capability('pending', DAY + MINUTE, { updatedAt: pen.time(DAY + MINUTE) }),
          capability('enabled', DAY + HOUR, { updated_at: pen.time(DAY + HOUR) }),
        ],
        expected: [
          row('status', { status: 'ACTIVE', eventName: 'account.active' }),
          row('details', { identifier, created_at: pen.stored(0) }),
          row('requirements', { open: false, requirements: [], eventName: 'account.active' }),
          row('named_requirements', { requirements: [], eventName: 'account.active' }),
          row(`platform#${platform}`, {
            connected_account_id: id,
            connected_account_status: 'CREATED',
            platform_account_id: platform,
            relatedTo: `platform#${platform}`,
          }),
          row(`capability#${VISA}`, {
            status: 'ENABLED',
            eventName: 'account_capability.enabled',
          }),
        ],
        look: [`get accounts ${id}`, `history accounts ${id}`],
      };
    },
  },
  {
    name: 'suspended-and-back',
    about: 'An active account is suspended with what it may do, and both come back.',
    version: '2023-10-01',
    lasts: 20 * DAY,
    tell: (pen) => {
      const { id, identifier, told, capability, row } = accountOf(pen);
      const status = (ending: string, after: number): Told =>
        told(
          'account.suspended',
          after,
          { id, identifier, status: ending.toUpperCase(), created_at: pen.time(0) },
          `account.${ending}`,
        );
      const visa = (ending: string, after: number): Told =>
        capability(ending, after, {
          status: ending.toUpperCase(),
          updated_at: pen.time(after),
        });
      return {
        events: [
          status('active', 0),
          visa('enabled', HOUR),
          status('suspended', 10 * DAY),
          visa('disabled', 10 * DAY + MINUTE),
          status('active', 19 * DAY),
          visa('enabled', 20 * DAY),
        ],
        expected: [
          row('status', {
            status: 'ACTIVE',
            eventName: 'account.active',
            occurredAt: pen.stored(19 * DAY),
          }),
          row('details', { identifier }),
          row('requirements', { open: false, requirements: [] }),
          row('named_requirements', { requirements: [] }),
          row(`capability#${VISA}`, { status: 'ENABLED', occurredAt: pen.stored(20 * DAY) }),
        ],
        look: [`history accounts ${id}`],
      };
    },
  },
];
