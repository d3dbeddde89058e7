import { key, keyOf } from '../shared/event/identifier.ts';
import type { Lifecycle } from '../shared/record/lifecycle.ts';
import type { DomainEvent, ProjectedRecord } from '../shared/record/projection.ts';

/**
 * A connection's two states. Airwallex reports the first alone; that there is a connection again, only the
 * application knows, and states it by an event of its own. In a tie the connection is taken for lost.
 */
export const connectionLifecycle = {
  ranks: { CONNECTED: 100, DISCONNECTED: 200 },
} as const satisfies Lifecycle;

type Status = keyof typeof connectionLifecycle.ranks;

/** What an event states of the connection between one account or organisation and an app. */
interface Connection {
  readonly status: Status;
  readonly account_id?: string | undefined;
  readonly org_id?: string | undefined;
  readonly app_id: string | undefined;
  readonly connection_id?: string | undefined;
  readonly authorized_scopes?: readonly string[] | undefined;
  readonly reason?: string | undefined;
}

/**
 * The one record of a connection, which every event about it sets: of its account or organisation, and in
 * the timeline of the app.
 * @param connectionOf the app, or what else distinguishes connections where none is named.
 */
export const connectionRecord = (
  connection: Connection,
  connectionOf: string,
  { createdAt }: Pick<DomainEvent, 'createdAt'>,
): ProjectedRecord => {
  const { status, account_id, org_id, app_id } = connection;
  const isLost = status === 'DISCONNECTED';
  return {
    pk: account_id === undefined ? key('org', org_id ?? '') : key('account', account_id),
    sk: key('connection', connectionOf),
    related: { to: keyOf('app', app_id), at: createdAt },
    about: { accountId: account_id, orgId: org_id },
    bound: ['since', 'reason'],
    attributes: {
      status,
      since: createdAt,
      connection_id: connection.connection_id,
      account_id,
      org_id,
      app_id,
      authorized_scopes: connection.authorized_scopes,
      reason: connection.reason,
      disconnected_at: isLost ? createdAt : undefined,
      connected_at: isLost ? undefined : createdAt,
    },
  };
};
