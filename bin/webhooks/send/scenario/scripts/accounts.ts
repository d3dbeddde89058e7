import type { ValueGenerator } from '../generator.ts';
import {
  DAY,
  type ExpectedRecord,
  HOUR,
  MINUTE,
  type Script,
  type ScriptedEvent,
} from '../script.ts';

const VISA = 'payments_visa';

/** An account that a platform has connected. */
const accountOf = (generator: ValueGenerator) => {
  const id = generator.account('connected');
  const identifier = `merchant-${generator.id('merchant').slice(-5)}`;
  const event = (sample: string, after: number, data: object, name?: string): ScriptedEvent => ({
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
    event,
    capability: (suffix: string, after: number, data: object): ScriptedEvent =>
      event(`account_capability.${suffix}`, after, { id: VISA, ...data }),
    row: (sk: string, attributes: ExpectedRecord['attributes']): ExpectedRecord => ({
      domain: 'accounts',
      pk: `account#${id}`,
      sk,
      attributes,
    }),
  };
};

/** Connected accounts during onboarding and suspension. */
export const accountScripts: readonly Script[] = [
  {
    name: 'onboarding',
    about: 'A connected account submits, is asked for more, submits again and becomes active.',
    version: '2023-10-01',
    lasts: DAY + HOUR,
    build: (generator) => {
      const { id, identifier, event, capability, row } = accountOf(generator);
      const platform = generator.account('platform');
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
              createdAt: generator.time(0),
            },
          },
          event('account.submitted', 2 * MINUTE, {}),
          event('account.action_required', HOUR, {
            agreedToTermsAndConditionsRequired: {
              endpoint: `app/v1/accounts/${id}/terms_and_conditions/agree`,
            },
          }),
          event('account.submitted', 5 * HOUR, {}),
          event('account.active', DAY, {
            id,
            identifier,
            createdAt: generator.time(0),
            requirements: null,
          }),
          capability('pending', DAY + MINUTE, { updatedAt: generator.time(DAY + MINUTE) }),
          capability('enabled', DAY + HOUR, { updated_at: generator.time(DAY + HOUR) }),
        ],
        expected: [
          row('status', { status: 'ACTIVE', eventName: 'account.active' }),
          row('details', { identifier, created_at: generator.stored(0) }),
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
        followUp: [`show ${id}`, `history ${id}`],
      };
    },
  },
  {
    name: 'suspended-and-back',
    about: 'An active account is suspended together with its capability, and both are restored.',
    version: '2023-10-01',
    lasts: 20 * DAY,
    build: (generator) => {
      const { id, identifier, event, capability, row } = accountOf(generator);
      const status = (suffix: string, after: number): ScriptedEvent =>
        event(
          'account.suspended',
          after,
          { id, identifier, status: suffix.toUpperCase(), created_at: generator.time(0) },
          `account.${suffix}`,
        );
      const visa = (suffix: string, after: number): ScriptedEvent =>
        capability(suffix, after, {
          status: suffix.toUpperCase(),
          updated_at: generator.time(after),
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
            occurredAt: generator.stored(19 * DAY),
          }),
          row('details', { identifier }),
          row('requirements', { open: false, requirements: [] }),
          row('named_requirements', { requirements: [] }),
          row(`capability#${VISA}`, { status: 'ENABLED', occurredAt: generator.stored(20 * DAY) }),
        ],
        followUp: [`history ${id}`],
      };
    },
  },
];
