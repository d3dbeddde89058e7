import * as fc from 'fast-check';
import { type Happening, happening, inCasingOf, START, walk } from './happening.ts';

/* Accounts through review and what they may do, and connections of theirs that are lost. */

const statusSteps = {
  submitted: ['action_required', 'active', 'closed'],
  action_required: ['submitted', 'closed'],
  active: ['action_required', 'suspended', 'dormant', 'closed'],
  suspended: ['active', 'closed'],
  dormant: ['active', 'closed'],
};

const requirement = { message: 'The document cannot be read', endpoint: 'app/v1', method: 'POST' };

const review = (account: string) =>
  walk(statusSteps, 'submitted', 9).map((stops) =>
    stops.map((stop) =>
      happening(`evt_${account}_${stop.index}`, stop, (pen) => ({
        name: `account.${stop.state}`,
        account,
        data: inCasingOf(pen.era, {
          updated_at: pen.updated,
          ...(stop.state === 'action_required' &&
            !pen.sparse && {
              requirements: { primary_identification_required: requirement },
            }),
          // Bodies with neither id nor status are usual.
          ...(pen.sparse
            ? {}
            : {
                id: account,
                status: stop.state.toUpperCase(),
                account_details: {
                  legal_entity_type: 'BUSINESS',
                  business_details: { business_name: `Harbour Lamps ${stop.index}` },
                },
              }),
        }),
      })),
    ),
  );

const capabilitySteps = {
  pending: ['enabled', 'disabled'],
  enabled: ['disabled'],
  disabled: ['enabled'],
};

const capability = (account: string, name: string) =>
  walk(capabilitySteps, 'pending', 4).map((stops) =>
    stops.map((stop) =>
      happening(`evt_${account}_${name}_${stop.index}`, stop, (pen) => ({
        name: `account_capability.${stop.state}`,
        account,
        data: inCasingOf(pen.era, {
          id: name,
          entity_type: 'BUSINESS',
          updated_at: pen.updated,
          ...(pen.sparse ? {} : { status: stop.state.toUpperCase() }),
        }),
      })),
    ),
  );

const amendment = (account: string) =>
  walk({ pending: ['approved', 'rejected'], approved: [], rejected: [] }, 'pending', 2).map(
    (stops) =>
      stops.map((stop) =>
        happening(`evt_${account}_amendment_${stop.index}`, stop, (pen) => ({
          name: `account_amendment.${stop.state}`,
          account,
          data: inCasingOf(pen.era, {
            id: 'amd_1',
            target: 'primary_contact',
            ...(pen.sparse ? {} : { status: stop.state.toUpperCase() }),
          }),
        })),
      ),
  );

const connected = (account: string) =>
  walk({ connected: ['connected'] }, 'connected', 2).map((stops) =>
    stops.map((stop) =>
      happening(`evt_${account}_connected_${stop.index}`, stop, (pen) => ({
        name: 'account.connected',
        account: 'acct_platform',
        data: inCasingOf(pen.era, {
          connected_account_id: account,
          platform_account_id: 'acct_platform',
          platform_name: `Platform ${stop.index}`,
          created_at: pen.time(START),
        }),
      })),
    ),
  );

/** Accounts of one platform. */
export const accountsHistory: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(
    review('acct_1'),
    review('acct_2'),
    capability('acct_1', 'payments_visa'),
    capability('acct_2', 'payments_visa'),
    amendment('acct_1'),
    connected('acct_1'),
  )
  .map((strands) => strands.flat());

const app = 'appid_1';

const disconnections = walk(
  { one: ['one', 'batch', 'organisation'], batch: ['one', 'organisation'], organisation: ['one'] },
  'one',
  8,
).map((stops) =>
  stops.map((stop) => {
    const account = `acct_${(stop.index % 2) + 1}`;
    const told = {
      one: {
        name: 'connection.disconnected',
        account,
        data: {
          id: Buffer.from(`${app}:${account}`).toString('base64'),
          status: 'DISCONNECTED',
          authorized_scopes: [`scope ${stop.index}`],
        },
      },
      batch: {
        name: 'partner_connection.disconnected',
        app,
        data: { account_ids: ['acct_1', 'acct_2', 'acct_3'], reason: `reason ${stop.index}` },
      },
      organisation: {
        name: 'partner_connection.disconnected',
        app,
        data: { account_ids: [], org_id: 'org_1', reason: 'user_initiated' },
      },
    };
    const { state } = stop;
    return happening(`evt_connection_${stop.index}`, stop, () =>
      state === 'batch' || state === 'organisation' ? told[state] : told.one,
    );
  }),
);

/** Connections of one partner's app. */
export const connectionsHistory: fc.Arbitrary<readonly Happening[]> = disconnections;
